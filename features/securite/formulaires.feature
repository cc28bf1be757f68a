# language: fr
Fonctionnalité: Des formulaires que nul n'envoie à la place de Camille

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affilié au dossier 7654321

  @exigence:B18
  Règle: Rien ne change sans un POST venu du site

    Scénario: Un autre site n'envoie pas la demande de Camille
      Étant donné que Camille est sur la page du mot de passe oublié
      Quand un autre site envoie la demande de Camille
      Alors aucun mail n'est envoyé

    Scénario: Un autre site ne valide pas le choix de Camille
      Étant donné que Camille a rempli la demande
      Quand un autre site valide le choix de Camille par mail
      Alors aucun mail n'est envoyé
      Et aucun courrier ne part pour Camille

    Scénario: Un autre site ne choisit pas le mot de passe de Camille
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a visité un site qui choisit « Soleil2026 » à sa place
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Un autre site ne modifie pas le mot de passe de Camille connectée
      Étant donné que Camille s'est connectée
      Et que Camille a visité un site qui modifie son mot de passe en « Soleil2026 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Ouvrir une adresse ne valide pas un choix
      Étant donné que Camille a rempli la demande
      Quand Camille ouvre l'adresse qui validerait son choix par mail
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé

    Scénario: Ouvrir une adresse ne choisit pas un mot de passe
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Et que Camille a ouvert l'adresse qui choisirait « Soleil2026 »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: Ouvrir une adresse ne connecte personne
      Quand Camille ouvre l'adresse qui la connecterait
      Alors Camille n'accède pas à l'espace personnel

  @exigence:B21
  Règle: Un paramètre ajouté ou répété n'a aucun effet

    Plan du Scénario: Ajouter « <nom> » à la demande ne détourne pas le message
      Quand Camille fait sa demande en ajoutant « <nom> » = « <valeur> »
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé à un autre que Camille

      Exemples:
        | pourquoi                  | nom           | valeur                      |
        | une autre adresse         | email         | pirate@ailleurs.example     |
        | la même, en français      | adresse       | pirate@ailleurs.example     |
        | la même, abrégée          | mail          | pirate@ailleurs.example     |
        | le destinataire           | to            | pirate@ailleurs.example     |
        | une liste                 | email[]       | pirate@ailleurs.example     |
        | un objet                  | account[email] | pirate@ailleurs.example    |
        | une copie                 | cc            | pirate@ailleurs.example     |
        | un en-tête de plus        | subject       | x\nBcc: pirate@ailleurs.example |
        | une liste de dossiers     | dossier[]     | 7654321                     |
        | un second dossier         | numero        | 7654321                     |
        | une autre base            | host          | ailleurs.example            |
        | un retour ailleurs        | url           | https://ailleurs.example/   |

    Scénario: Donner deux dossiers n'envoie pas deux messages
      Quand Camille donne son dossier puis celui de Dominique
      Alors le portail répond à Camille
      Et un mail au plus part, à Camille ou à Dominique

    Scénario: Le dossier changé à l'étape 5 n'est pas servi
      Quand Camille valide son choix avec le dossier de Dominique
      Alors le portail répond à Camille
      Et aucun mail n'est envoyé à un autre que Camille

    Plan du Scénario: Ajouter « <nom> » au nouveau mot de passe ne change pas celui de Dominique
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a choisi « Soleil2026 » en ajoutant « <nom> » = « 7654321 »
      Quand Dominique se connecte avec le mot de passe « Soleil2026 »
      Alors Dominique n'accède pas à l'espace personnel

      Exemples:
        | nom       |
        | dossier   |
        | dossier[] |
        | numero    |
        | sub       |

    Scénario: Deux liens à la fois ne changent pas le mot de passe d'un autre
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Dominique a reçu le mail de réinitialisation
      Et que Camille a choisi « Soleil2026 » avec son lien et celui de Dominique
      Quand Dominique se connecte avec le mot de passe « Soleil2026 »
      Alors Dominique n'accède pas à l'espace personnel
