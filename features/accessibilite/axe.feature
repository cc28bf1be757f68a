# language: fr
@navigateur
Fonctionnalité: Ce qu'axe-core voit de chaque page
  Chaque page et chaque refus, à 1280 px et à 390 px de large ; ce dont axe-core doute est
  consigné « à vérifier par un humain ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et que Camille est aussi ayant droit au dossier 1112223

  @exigence:B56
  Règle: Les formulaires respectent le RGAA

    Plan du Scénario: RGAA 3.2 et les autres : axe-core n'a rien contre <pages>
      Quand Camille soumet à axe-core <pages>
      Alors axe-core ne trouve rien à redire pour Camille
      Et le contraste des textes de Camille suffit, au repos comme au survol

      Exemples:
        | pages                               |
        | les pages de la connexion           |
        | les pages de la demande             |
        | les pages du nouveau mot de passe   |
        | les pages du courrier               |
        | les pages de l'espace personnel     |
        | les pages de FranceConnect          |
        | les pages d'un mail qui ne part pas |
