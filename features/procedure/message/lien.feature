# language: fr
Fonctionnalité: Le lien de réinitialisation
  Étape 7 : un lien personnel, qui sert depuis n'importe quel navigateur.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P7.5
  Règle: Le lien commence par https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=

    Scénario: Chaque lien du message est celui de la procédure
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors chaque lien du mail de Camille commence par « https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token= »

    @exigence:B37
    Scénario: Lire le message ne charge rien d'un tiers
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors lire le mail de Camille ne charge rien d'un autre domaine

    @exigence:B14
    Plan du Scénario: L'en-tête <en-tête> ne détourne pas le lien
      Étant donné que Camille a rempli la demande
      Quand Camille valide par mail avec l'en-tête « <en-tête> : <valeur> »
      Alors le portail répond à Camille
      Et aucun mail ne mène ailleurs que « https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token= »

      Exemples:
        | en-tête                 | valeur                              |
        | Host                    | ailleurs.example                    |
        | Host                    | www2.carpimko.com:x@ailleurs.example |
        | X-Forwarded-Host        | ailleurs.example                    |
        | X-Host                  | ailleurs.example                    |
        | X-Original-Host         | ailleurs.example                    |
        | X-Forwarded-Server      | ailleurs.example                    |
        | X-Forwarded-Proto       | ftp                                 |
        | X-Forwarded-Prefix      | /ailleurs                           |
        | Forwarded               | host=ailleurs.example;proto=http    |
        | Origin                  | https://ailleurs.example            |
        | Referer                 | https://ailleurs.example/           |

  @exigence:P7.8
  Règle: Le lien sert depuis n'importe quel navigateur

    Scénario: Le lien copié dans un autre navigateur ouvre l'étape 8
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille copie le lien dans un autre navigateur
      Alors Camille peut choisir un mot de passe

    Scénario: Le mot de passe se choisit depuis un autre navigateur
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a copié le lien dans un autre navigateur
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

    @exigence:B19
    Scénario: Un antivirus qui visite le lien ne l'use pas
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que l'antivirus de Camille a visité 5 fois le lien
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

    @exigence:B19
    Scénario: Ouvrir deux fois le lien avant de s'en servir ne l'use pas
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Soleil2026 »
      Alors Camille lit « Changement de mot de passe effectué ! »

    @capacite:restart
    Scénario: Le lien survit à un redémarrage du portail
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que le portail a redémarré
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

    @exigence:B09
    Plan du Scénario: Impossible d'utiliser un lien <dégât>
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit le lien <dégât>
      Alors le lien de Camille est refusé

      Exemples:
        | dégât                       |
        | sans sa dernière lettre     |
        | avec une lettre de plus     |

    @exigence:B09
    Scénario: Impossible d'utiliser un lien sans jeton
      Le jeton peut être un morceau du chemin : sans lui, la page n'existe plus.
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit le lien sans jeton
      Alors Camille ne peut rien ouvrir, et rien ne casse

    @a-confirmer
    Scénario: Le lien dont le chemin est en minuscules
      Question à la CARPIMKO : la casse du chemin compte-t-elle ?
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit le lien avec le chemin en minuscules
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée

    @a-confirmer @exigence:B03
    Scénario: Impossible d'utiliser deux fois le lien
      Question à la CARPIMKO : le lien ne sert-il qu'une fois ? Hypothèse H01 : oui.
      Étant donné que Camille a changé son mot de passe pour « Soleil2026 »
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

  @exigence:P7.9 @informatif
  Règle: La forme du jeton est l'affaire du portail

    Scénario: La forme du jeton est consignée
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le jeton du lien de Camille est consigné
