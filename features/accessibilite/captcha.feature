# language: fr
@navigateur
Fonctionnalité: Le CAPTCHA pour tous
  La procédure impose « Je ne suis pas un robot » : encore faut-il que chacun le puisse.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B55
  Règle: Le CAPTCHA a une alternative et se passe de la souris

    Scénario: RGAA 2.1, 7.1 et 7.3 : le CAPTCHA s'atteint et dit à quoi il sert
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille atteint le CAPTCHA au clavier
      Alors le CAPTCHA dit à Camille ce qu'il est

    Scénario: RGAA 7.3 : le CAPTCHA se résout sans souris
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille envoie la demande au clavier, CAPTCHA compris
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »

    Scénario: RGAA 12.9 : le CAPTCHA ne prend pas le clavier au piège
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille parcourt la page au clavier
      Alors le clavier de Camille ressort de la page, et revient sur ses pas

    Scénario: RGAA 1.5 : le CAPTCHA a une autre forme, ou un autre moyen est dit
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille atteint le CAPTCHA au clavier
      Alors le CAPTCHA offre à Camille une autre forme que l'image
