# language: fr
Fonctionnalité: La demande est prise en compte
  Étape 6 : « Presque fini... ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P6.1
  Règle: Votre demande a bien été prise en compte. Un e-mail vous a été envoyé

    Scénario: La page annonce l'envoi
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille arrive à la page « Presque fini... »
      Et Camille lit « Votre demande a bien été prise en compte. Un e-mail vous a été envoyé à l'adresse »
      Et Camille reçoit un seul mail de réinitialisation

    Scénario: Recharger la page ne renvoie pas de mail
      Étant donné que Camille a demandé un nouveau mot de passe par mail
      Quand Camille recharge la page
      Alors le portail répond à Camille
      Et Camille reçoit un seul mail de réinitialisation

    Scénario: Le jeton du lien ne se trouve dans aucune page
      Étant donné que Camille a demandé un nouveau mot de passe par mail
      Quand Camille ouvre le mail de réinitialisation
      Alors le jeton de Camille ne se trouve dans aucune page du portail

    @capacite:routes
    Plan du Scénario: Quand le serveur de mail <panne>, rien n'est annoncé comme envoyé
      Étant donné que le serveur de mail <panne>
      Quand Camille demande un nouveau mot de passe par mail
      Alors le portail répond à Camille
      Et Camille ne lit pas « Un e-mail vous a été envoyé »
      Et aucun mail n'est envoyé

      Exemples:
        | panne              |
        | refuse l'adresse   |
        | refuse le message  |

    @capacite:routes
    Scénario: Après un refus définitif, une nouvelle demande est possible
      Étant donné que le serveur de mail refuse l'adresse
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que le serveur de mail et le vérificateur du CAPTCHA répondent de nouveau
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille lit « Presque fini... »
      Et Camille reçoit un seul mail de réinitialisation

    @horloge @capacite:outbox @capacite:routes
    Scénario: Un serveur de mail muet retarde le mail sans le perdre
      Étant donné que le serveur de mail ne répond plus
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que le serveur de mail et le vérificateur du CAPTCHA répondent de nouveau
      Et que 15 min se sont écoulées
      Quand Camille ouvre le mail de réinitialisation
      Alors Camille reçoit un seul mail de réinitialisation

  @exigence:P6.2
  Règle: Veillez cliquer sur le lien présent dans l'E-mail pour valider l'opération!

    Scénario: La page invite à suivre le lien
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille lit « Veillez cliquer sur le lien présent dans l'E-mail pour valider l'opération! »
      Et Camille reçoit un seul mail de réinitialisation

    @exigence:B23
    Scénario: Tant que le lien n'est pas suivi, l'ancien mot de passe reste valable
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @exigence:B23
    Scénario: Ouvrir le lien ne change rien non plus
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @horloge @exigence:B23
    Scénario: Qui ne suit jamais le lien garde son mot de passe
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que 30 jours se sont écoulés
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @exigence:P6.3
  Règle: Les deux moyens de se connecter restent offerts

    Plan du Scénario: La page offre « <texte> »
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille lit « <texte> »
      Et Camille reçoit un seul mail de réinitialisation

      Exemples:
        | texte                                |
        | Je me connecte à mon espace personnel |
        | FranceConnect est la solution proposée par l'État pour sécuriser et simplifier la connexion à vos services en ligne. |
        | En utilisant mon numéro de dossier   |

    Plan du Scénario: « <texte> » peut être suivi
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille peut suivre ou presser « <texte> »
      Et Camille reçoit un seul mail de réinitialisation

      Exemples:
        | texte                           |
        | S'identifier avec FranceConnect |
        | Qu'est-ce que FranceConnect ?   |

    Scénario: « Qu'est-ce que FranceConnect ? » mène quelque part
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille suit « Qu'est-ce que FranceConnect ? »
      Alors Camille lit « FranceConnect »

    Scénario: On peut se connecter depuis cette page
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille se connecte sur cette page avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @capacite:franceconnect
    Scénario: On peut s'identifier avec FranceConnect depuis cette page
      Étant donné que Camille a reçu le mail de réinitialisation
      Quand Camille s'identifie avec FranceConnect depuis cette page
      Alors Camille entre dans son espace personnel, et dans aucun autre

    @exigence:P9.3 @capacite:franceconnect
    Scénario: On peut s'identifier avec FranceConnect depuis la page du changement effectué
      Étant donné que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille s'identifie avec FranceConnect depuis cette page
      Alors Camille entre dans son espace personnel, et dans aucun autre
