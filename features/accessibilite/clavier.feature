# language: fr
@navigateur
Fonctionnalité: Le clavier seul
  Tabulation du haut de chaque page jusqu'à en sortir, puis Maj+Tab jusqu'en haut.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille est aussi ayant droit au dossier 1112223

  @exigence:B56
  Règle: Les formulaires respectent le RGAA

    Plan du Scénario: RGAA 7.3, 10.7, 12.8 et 12.9 : le clavier suffit dans <pages>
      Quand Camille parcourt au clavier <pages>
      Alors Camille atteint tout ce qui s'active, dans l'ordre de lecture
      Et le clavier de Camille ressort de la page, et revient sur ses pas
      Et Camille voit où en est le clavier

      Exemples:
        | pages                               |
        | les pages de la connexion           |
        | les pages de la demande             |
        | les pages du nouveau mot de passe   |
        | les pages du courrier               |
        | les pages de l'espace personnel     |
        | les pages de FranceConnect          |
        | les pages d'un mail qui ne part pas |
