# language: fr
Fonctionnalité: La forme du message, et ce qu'il tait

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:B37
  Règle: Le message se lit bien dans toute messagerie

    Scénario: Le message se lit avec et sans mise en forme
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille se lit avec et sans mise en forme
      Et « vous pouvez cliquer ici » et l'adresse à copier de Camille mènent au même endroit

    Scénario: Le message est écrit dans l'encodage qu'il annonce
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille est écrit dans l'encodage qu'il annonce

    Scénario: Le message est construit comme les messageries l'attendent
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille est bien construit
      Et les en-têtes du mail de Camille sont bien encodés

    Scénario: Lire le message ne dit à personne qu'il est lu
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors lire le mail de Camille ne le dit à personne
      Et lire le mail de Camille ne charge rien d'un autre domaine

    Scénario: Le message porte une date
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille porte une date

    @horloge
    Plan du Scénario: Le message du <instant> est daté de l'instant de l'envoi
      Étant donné que l'horloge indique le <instant>
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail de Camille est daté de l'instant de l'envoi

      Exemples:
        | pourquoi                | instant                      |
        | un jour d'hiver         | 10 mars 2026 à 12 h 00       |
        | un jour d'été           | 14 juillet 2026 à 23 h 30    |
        | la nuit de 25 heures    | 25 octobre 2026 à 0 h 30     |

    Scénario: Deux messages ont chacun leur identifiant
      Étant donné Dominique, affilié au dossier 7654321
      Et que Camille a reçu le mail de réinitialisation
      Quand Dominique demande puis ouvre le mail de réinitialisation
      Alors chaque mail a un identifiant à lui

    Scénario: Deux annonces de changement ont chacune leur identifiant
      Étant donné Dominique, affilié au dossier 7654321
      Et que Camille a refait toute la procédure et choisi « Grenade-7-Vive »
      Quand Dominique refait toute la procédure et choisit « Fougere-8-Verte »
      Alors chaque mail a un identifiant à lui

    Scénario: Ce que deux messages chargent ne dit pas lequel est lu
      Étant donné Dominique, affilié au dossier 7654321
      Et que Camille a reçu le mail de réinitialisation
      Quand Dominique demande puis ouvre le mail de réinitialisation
      Alors les mails de réinitialisation chargent tous la même chose

  @exigence:B38
  Règle: Le message ne porte ni mot de passe, ni dossier en clair, ni lien tiers

    Scénario: Aucun mail ne porte de mot de passe, ni avant ni après le changement
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors aucun mail ne contient l'ancien ni le nouveau mot de passe de Camille

    Scénario: Aucun mail ne montre le dossier, ni avant ni après le changement
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors aucun mail ne montre le numéro de dossier de Camille

    Scénario: Aucun mail ne mène chez un tiers, ni avant ni après le changement
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors aucun mail ne mène ailleurs que « https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token= »

  @exigence:B40 @capacite:dns
  Règle: Le domaine d'expédition publie SPF, DKIM et DMARC

    Scénario: Le domaine qui envoie le message publie de quoi l'authentifier
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le domaine qui envoie le mail de Camille publie de quoi l'authentifier
