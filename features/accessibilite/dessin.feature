# language: fr
@navigateur
Fonctionnalité: Ce qui ne se voit que dessiné

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B55
  Règle: Le CAPTCHA a une alternative et se passe de la souris

    Scénario: Le CAPTCHA dit à quoi il sert
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille atteint le CAPTCHA au clavier
      Alors le CAPTCHA dit à Camille ce qu'il est

    Scénario: Le CAPTCHA se résout sans souris
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille envoie la demande au clavier, CAPTCHA compris
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »

    Scénario: Le CAPTCHA a une autre forme, à entendre
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille atteint le CAPTCHA au clavier
      Alors le CAPTCHA offre à Camille une autre forme que l'image

  @exigence:B56
  Règle: Les formulaires respectent le RGAA

    Scénario: RGAA 3.2 : les textes ressortent sur leur fond
      Quand Camille va à la page du mot de passe oublié
      Alors le contraste des textes de Camille suffit

    Scénario: RGAA 7.3 et 12.8 : la demande se remplit au clavier, dans l'ordre
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille parcourt la page au clavier
      Alors Camille atteint tout ce qui s'active, dans l'ordre de lecture

    Scénario: RGAA 12.9 : le clavier n'est pris au piège nulle part
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille parcourt la page au clavier
      Alors le clavier de Camille ressort de la page

    Scénario: RGAA 10.7 : l'élément atteint au clavier se voit
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand Camille parcourt la page au clavier
      Alors Camille voit où en est le clavier
