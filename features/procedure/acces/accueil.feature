# language: fr
Fonctionnalité: Arriver sur le site de la CARPIMKO
  Étapes 1 et 2 de la procédure : l'adresse, puis l'espace personnel.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P1.1
  Règle: Rendez-vous à l'adresse https://www.carpimko.com

    @capacite:adresses-publiques
    Scénario: L'adresse de la procédure ouvre la page d'accueil
      Quand Camille ouvre l'adresse « https://www.carpimko.com »
      Alors Camille arrive à l'adresse « https://www.carpimko.com »
      Et Camille peut suivre ou presser « Espace personnel »

    @capacite:adresses-publiques
    Plan du Scénario: Une adresse tapée autrement mène au site sécurisé
      Quand Camille ouvre l'adresse « <adresse> »
      Alors Camille arrive à l'adresse « https://www.carpimko.com »

      Exemples:
        | ce qui change           | adresse                          |
        | sans chiffrement        | http://www.carpimko.com          |
        | sans www                | https://carpimko.com             |
        | ni l'un ni l'autre      | http://carpimko.com              |
        | avec une barre finale   | http://www.carpimko.com/         |
        | avec un chemin en plus  | http://www.carpimko.com/accueil  |

    Scénario: La page d'accueil répond
      Quand Camille ouvre la page d'accueil
      Alors le portail répond à Camille
      Et Camille peut suivre ou presser « Espace personnel »

  @exigence:P2.1
  Règle: Cliquez sur le bouton Espace personnel situé en haut à droite de la page d'accueil

    Scénario: Espace personnel mène à la page de connexion
      Étant donné que Camille est sur la page d'accueil
      Quand Camille va à son espace personnel
      Alors Camille arrive à la page de connexion

    Scénario: Espace personnel, même répété dans la page, mène à un seul endroit
      Quand Camille ouvre la page d'accueil
      Alors « Espace personnel » mène à un seul endroit pour Camille

    @navigateur
    Scénario: Espace personnel se trouve en haut à droite
      Quand Camille ouvre la page d'accueil
      Alors « Espace personnel » se trouve en haut à droite pour Camille

    @navigateur
    Scénario: Espace personnel se trouve en haut à droite d'une fenêtre étroite
      Étant donné que Camille a une fenêtre étroite, large de 390 pixels
      Quand Camille ouvre la page d'accueil
      Alors « Espace personnel » se trouve en haut à droite pour Camille
