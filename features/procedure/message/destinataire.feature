# language: fr
@exigence:P7.2
Fonctionnalité: Le message va à l'adresse du dossier, et à elle seule
  Étape 7 : « À : mon_adresse@email_de_contact.com ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  Règle: À : l'adresse du dossier au moment de l'envoi

    Scénario: Le message n'a qu'un destinataire
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail n'a pas d'autre destinataire que Camille

    @exigence:B46
    Plan du Scénario: Le message arrive à l'adresse <adresse>
      Étant donné que Camille a pour adresse mail « <adresse> »
      Quand Camille demande puis ouvre le mail de réinitialisation
      Alors le mail n'a pas d'autre destinataire que Camille

      Exemples:
        | pourquoi              | adresse                           |
        | une étiquette         | camille+carpimko@example.org      |
        | plusieurs points      | c.a.m.moreau@mail.example.org     |
        | un nom d'une lettre   | c@example.org                     |
        | des majuscules        | Camille.Moreau@Example.org        |
        | une apostrophe        | o'camille@example.org             |

    @exigence:B46
    Plan du Scénario: Le message à l'adresse <adresse>, s'il est proposé, y arrive
      Une adresse hors de l'usage courant peut ne pas être proposée.
      Étant donné que Camille a pour adresse mail « <adresse> »
      Et que Camille a rempli la demande
      Quand Camille valide son choix par mail si on le lui propose
      Alors tout mail part à l'adresse de Camille, à la lettre près

      Exemples:
        | pourquoi                | adresse                         |
        | un nom entre guillemets | "camille moreau"@example.org    |
        | un nom accentué         | hélène@example.org              |

    Scénario: L'adresse changée entre les étapes 4 et 5 reçoit le message
      Étant donné que Camille a pour adresse mail « comptable@cabinet.example »
      Et que Camille a rempli la demande
      Et l'adresse mail de Camille est devenue « camille@example.org »
      Et que Camille a validé son choix par mail
      Quand Camille ouvre le mail de réinitialisation
      Alors le mail n'a pas d'autre destinataire que Camille
      Et aucun mail n'est envoyé à « comptable@cabinet.example »

    Scénario: Les autres affiliés ne reçoivent rien
      Étant donné Dominique, affilié au dossier 7654321
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille reçoit un seul mail de réinitialisation
      Et aucun mail n'est envoyé à Dominique

    @concurrence
    Scénario: Deux demandes au même instant ne croisent pas leurs liens
      Étant donné Dominique, affilié au dossier 7654321
      Et que Camille et Dominique ont reçu leurs mails, demandés au même instant
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »
