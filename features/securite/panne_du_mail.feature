# language: fr
Fonctionnalité: Une panne du serveur de mail
  Un serveur de mail diffère, refuse, coupe la ligne ou se répète, sans prévenir.

  @exigence:B41 @capacite:routes
  Règle: Une panne du serveur de mail ne perd pas la demande, et se dit

    Contexte:
      Étant donné Camille, affiliée au dossier 1234567

    @horloge @capacite:outbox
    Plan du Scénario: Un serveur de mail qui <panne> ne perd pas la demande
      Étant donné que le serveur de mail <panne>
      Et que Camille a demandé un nouveau mot de passe par mail
      Quand Camille attend son mail, 6 h au plus
      Alors le mail de Camille est arrivé une fois, ou n'a pas été annoncé

      Exemples:
        | pourquoi                    | panne                               |
        | 421 dès l'accueil           | refuse la connexion pour l'instant  |
        | 451 à l'expéditeur          | refuse l'expéditeur pour l'instant  |
        | 450 au destinataire         | diffère le premier envoi            |
        | 452 avant le message        | n'a plus de place pour l'instant    |
        | 451 après le message        | répond qu'il est occupé             |
        | coupure pendant le message  | coupe la ligne au milieu du message |
        | coupure avant la réponse    | coupe la ligne à la fin du message  |
        | 554 dès l'accueil           | refuse la connexion pour de bon     |
        | 530 sans chiffrement        | exige le chiffrement                |
        | 530 sans identifiant        | exige un mot de passe               |

    @horloge @capacite:outbox @capacite:restart
    Scénario: Un mail en attente survit à un redémarrage du portail
      Étant donné que le serveur de mail répond qu'il est occupé
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que le portail a redémarré
      Quand Camille attend son mail, 6 h au plus
      Alors le mail de Camille est arrivé une fois, ou n'a pas été annoncé

    Plan du Scénario: Quand le serveur de mail <panne>, rien n'est annoncé comme envoyé
      Étant donné que le serveur de mail <panne>
      Quand Camille demande un nouveau mot de passe par mail
      Alors le portail répond à Camille
      Et Camille ne lit pas « Un e-mail vous a été envoyé »
      Et aucun mail n'est envoyé

      Exemples:
        | pourquoi            | panne                       |
        | 554 à l'expéditeur  | refuse l'expéditeur         |
        | 552 sur la taille   | trouve le message trop gros |

    Scénario: Après un refus définitif, l'ancien mot de passe reste valable
      Étant donné que le serveur de mail refuse l'adresse
      Et que Camille a demandé un nouveau mot de passe par mail
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    @horloge @capacite:outbox
    Scénario: Un mail pris sans être confirmé mène à un nouveau mot de passe
      Le serveur a gardé le mail ; le portail, qui l'ignore, peut l'envoyer encore.
      Étant donné que le serveur de mail prend le message puis coupe la ligne
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que 6 h se sont écoulées
      Et que Camille a ouvert chaque copie de son mail
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille arrive à la page « Changement de mot de passe effectué ! »

    @horloge @capacite:outbox
    Scénario: Impossible de se resservir de la première copie d'un mail reçu deux fois
      Étant donné que le serveur de mail prend le message puis coupe la ligne
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que 6 h se sont écoulées
      Et que Camille a choisi « Grenade-7-Vive » avec la dernière copie de son mail
      Quand Camille suit le lien de sa première demande
      Alors le lien de Camille est refusé

    @horloge @capacite:outbox
    Scénario: Le mail que le portail croit encore à envoyer ne défait pas ce que son lien a fait
      Étant donné que le serveur de mail prend le message puis coupe la ligne
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que Camille a choisi « Grenade-7-Vive » avec la dernière copie de son mail
      Et que 6 h se sont écoulées
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel

    Scénario: Un mail remis deux fois mène à un nouveau mot de passe
      Étant donné que le serveur de mail remet chaque mail deux fois
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que Camille a ouvert chaque copie de son mail
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille arrive à la page « Changement de mot de passe effectué ! »

    Scénario: Un mail renvoyé à l'expéditeur ne change rien pour Camille
      Étant donné que le serveur de mail renvoie le message à l'expéditeur
      Et que Camille a demandé un nouveau mot de passe par mail
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel
      Et aucun mail n'est envoyé à Camille

    Scénario: Après un mail renvoyé à l'expéditeur, une nouvelle demande aboutit
      Étant donné que le serveur de mail renvoie le message à l'expéditeur
      Et que Camille a demandé un nouveau mot de passe par mail
      Quand Camille demande un nouveau mot de passe par mail
      Alors Camille reçoit un seul mail de réinitialisation

    @horloge
    Plan du Scénario: Un mail remis <retard> plus tard sert encore
      Étant donné que le serveur de mail remet les mails <retard> plus tard
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que <retard> se sont écoulées
      Et que Camille a ouvert chaque copie de son mail
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

      Exemples:
        | pourquoi               | retard |
        | une file d'attente     | 2 h    |
        | presque tout le délai  | 23 h   |

    @horloge
    Scénario: Impossible de se servir d'un mail remis après la fin du délai
      Étant donné que le serveur de mail remet les mails 25 h plus tard
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que 25 h se sont écoulées
      Et que Camille a ouvert chaque copie de son mail
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    @a-confirmer @horloge @capacite:outbox
    Scénario: Un mail qui n'a jamais pu partir n'est plus annoncé comme envoyé
      Question à la CARPIMKO : que dit la page de l'étape 6, rechargée, quand le mail n'est jamais parti ?
      Étant donné que le serveur de mail reste occupé
      Et que Camille a demandé un nouveau mot de passe par mail
      Et que 2 jours se sont écoulés
      Quand Camille recharge la page
      Alors Camille ne lit pas « Un e-mail vous a été envoyé »
      Et aucun mail n'est envoyé

    @a-confirmer
    Scénario: Le premier lien, quand le mail d'une seconde demande est refusé
      Question à la CARPIMKO : le premier lien sert-il encore si le second mail n'a pas pu partir ?
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que le serveur de mail refuse l'adresse
      Et que Camille a demandé un nouveau mot de passe par mail
      Quand Camille suit le lien de sa première demande
      Alors le portail répond à Camille
      Et la réponse du portail à Camille est consignée
