# language: fr
@exigence:B39
Fonctionnalité: Un nom ou une adresse n'injecte rien
  Ce que le dossier contient est du texte, où qu'il se lise.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  Règle: Le nom et l'adresse de l'affilié n'injectent rien dans le message

    Plan du Scénario: Le message à qui porte <pourquoi> pour nom n'en contient rien d'actif
      Étant donné que Camille a voulu s'appeler « <nom> »
      Et que Camille a reçu le mail de réinitialisation
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors rien n'est injecté dans les mails
      Et rien n'est injecté dans les pages

      Exemples:
        | pourquoi                | nom                                                          |
        | un lien                 | <a href="https://piege.example">Camille</a>                  |
        | une image               | <img src="https://piege.example/p.png" onerror="injecte()">  |
        | un script               | <script>injecte()</script>                                   |
        | une sortie d'attribut   | " onmouseover="injecte()" x="                                |
        | un gabarit              | {{1234*5678}}${1234*5678}<%= 1234*5678 %>#{1234*5678}        |
        | un en-tête de mail      | Camille\u000d\nBcc: pirate@piege.example                     |
        | un en-tête à elle       | Camille\u000d\nX-Injecte: oui\u000d\n\u000d\n<b id="injecte"> |
        | un autre destinataire   | Camille" <pirate@piege.example>, "Camille                    |

    Plan du Scénario: L'espace personnel de qui porte <pourquoi> pour nom n'en contient rien d'actif
      Étant donné que Camille a voulu s'appeler « <nom> »
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel
      Et rien n'est injecté dans les pages

      Exemples:
        | pourquoi                | nom                                                          |
        | un lien                 | <a href="https://piege.example">Camille</a>                  |
        | une image               | <img src="https://piege.example/p.png" onerror="injecte()">  |
        | un script               | <script>injecte()</script>                                   |
        | une sortie d'attribut   | " onmouseover="injecte()" x="                                |
        | un gabarit              | {{1234*5678}}${1234*5678}<%= 1234*5678 %>#{1234*5678}        |

    @capacite:letters
    Scénario: Un nom n'écrit pas une ligne de l'adresse du courrier
      Étant donné que Camille a voulu s'appeler « Camille\n99999 AILLEURS »
      Quand Camille demande un nouveau mot de passe par courrier
      Alors le nom n'écrit pas « 99999 AILLEURS » dans l'adresse du courrier
      Et aucun mail n'est envoyé

    Plan du Scénario: Une adresse qui contient <pourquoi> n'écrit à personne d'autre
      Étant donné que Camille a voulu enregistrer l'adresse « <adresse> »
      Et que Camille a rempli la demande
      Quand Camille valide son choix par mail si on le lui propose
      Alors aucun mail n'est envoyé à « pirate@piege.example »
      Et rien n'est injecté dans les mails
      Et rien n'est injecté dans les pages

      Exemples:
        | pourquoi                 | adresse                                                   |
        | un en-tête               | camille@example.org\u000d\nBcc: pirate@piege.example      |
        | une seconde adresse      | camille@example.org, pirate@piege.example                 |
        | une adresse entre <>     | camille@example.org> <pirate@piege.example                |
        | une commande             | camille@example.org>\u000d\nRCPT TO:<pirate@piege.example |
        | une image                | "<img/src=//piege.example/p.png>"@example.org             |
        | du balisage              | "<b/id=injecte>"@example.org                              |
