# language: fr
@navigateur
Fonctionnalité: Voir plus grand
  Un zoom de 200 % donne à la page une fenêtre deux fois moins large, comme dans les navigateurs.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille est aussi ayant droit au dossier 1112223

  @exigence:B56
  Règle: Les formulaires respectent le RGAA

    Plan du Scénario: RGAA 10.4, 10.11 et 10.12 : rien ne se perd dans <pages>
      Quand Camille agrandit et resserre <pages>
      Alors Camille lit tout dans une page agrandie à 200 %
      Et Camille lit tout dans une page dans une fenêtre de 320 px
      Et Camille lit tout dans une page avec des textes espacés

      Exemples:
        | pages                               |
        | les pages de la connexion           |
        | les pages de la demande             |
        | les pages du nouveau mot de passe   |
        | les pages du courrier               |
        | les pages de l'espace personnel     |
        | les pages de FranceConnect          |
        | les pages d'un mail qui ne part pas |
