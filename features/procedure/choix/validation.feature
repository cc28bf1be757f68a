# language: fr
Fonctionnalité: Valider son choix déclenche l'envoi, une seule fois
  Étape 5 : « puis cliquez sur le bouton Valider votre choix ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P5.6
  Règle: C'est la validation du choix qui envoie, et elle seule

    Scénario: Arriver à l'étape 5 n'envoie rien
      Quand Camille remplit la demande
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »
      Et aucun mail n'est envoyé

    Scénario: Valider le choix envoie un mail
      Étant donné que Camille a rempli la demande
      Quand Camille valide son choix par mail
      Alors Camille reçoit un seul mail de réinitialisation

    @concurrence
    Plan du Scénario: Valider <fois> fois au même instant envoie un seul mail
      Étant donné que Camille a rempli la demande
      Quand Camille valide <fois> fois au même instant par mail
      Alors Camille reçoit un seul mail de réinitialisation

      Exemples:
        | fois |
        | 2    |
        | 6    |

    Scénario: Renvoyer le même formulaire n'envoie pas de second mail
      Étant donné que Camille a rempli la demande
      Quand Camille valide son choix par mail puis le renvoie tel quel
      Alors Camille reçoit un seul mail de réinitialisation

    @concurrence
    Scénario: Après un double clic, le lien du mail sert
      Étant donné que Camille a rempli la demande
      Et que Camille a validé 2 fois au même instant par mail
      Quand Camille suit le lien de sa première demande
      Alors Camille peut choisir un mot de passe
      Et Camille reçoit un seul mail de réinitialisation

    Scénario: Deux onglets, une validation : un seul mail
      Quand Camille remplit la demande dans deux onglets et valide le premier
      Alors Camille reçoit un seul mail de réinitialisation

    @exigence:B20
    Scénario: Impossible de valider depuis un navigateur qui n'a rien demandé
      Étant donné que Camille a rempli la demande
      Quand Camille valide par mail depuis un navigateur qui n'a rien demandé
      Alors Camille n'arrive pas à la page « Presque fini... »
      Et aucun mail n'est envoyé

  @exigence:P5.3
  Règle: Renouvellement immédiat

    Scénario: Le mail est là dès que la page répond
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille lit « Presque fini... »
      Et Camille reçoit un seul mail de réinitialisation

    Scénario: L'option dit que le renouvellement est immédiat
      Quand Camille remplit la demande
      Alors Camille lit « (renouvellement immédiat) »

    @horloge @capacite:outbox @capacite:routes
    Plan du Scénario: Un serveur de mail qui <panne> retarde le mail sans le perdre
      Étant donné que le serveur de mail <panne>
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que 15 min se sont écoulées
      Quand Camille ouvre le mail de réinitialisation
      Alors Camille reçoit un seul mail de réinitialisation

      Exemples:
        | panne                     |
        | diffère le premier envoi  |
        | répond qu'il est occupé   |
