# language: fr
Fonctionnalité: Ce que devient le lien
  Il sert une fois, à un seul dossier, et rien d'autre qu'un changement ne l'use.

  Contexte:
    Étant donné Camille, affiliée au dossier 0123456
    Et Dominique, affilié au dossier 7654321
    Et que Camille a reçu le mail de réinitialisation

  @exigence:B03
  Règle: Le lien ne sert qu'une fois

    Scénario: Impossible de rouvrir le lien dans un autre navigateur une fois servi
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Quand Camille copie le lien dans un autre navigateur
      Alors le lien de Camille est refusé

    Scénario: Impossible de finir avec un lien ouvert avant d'avoir servi ailleurs
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi « Grenade-7-Vive » depuis un autre navigateur
      Quand Camille choisit le mot de passe « Orage-8-Calme »
      Alors le lien de Camille est refusé

    Scénario: Le mot de passe d'un lien déjà servi n'ouvre rien
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi « Grenade-7-Vive » depuis un autre navigateur
      Et que Camille a choisi le mot de passe « Orage-8-Calme »
      Quand Camille se connecte avec le mot de passe « Orage-8-Calme »
      Alors Camille n'accède pas à l'espace personnel

    @horloge
    Scénario: Impossible de rouvrir le lien servi, même plus tard
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Et que 12 h se sont écoulées
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    @capacite:restart
    Scénario: Un redémarrage ne rend pas vie au lien servi
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Et que le portail a redémarré
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    @horloge
    Scénario: L'horloge remise en arrière ne rend pas vie au lien servi
      Étant donné que 2 h se sont écoulées
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Et que l'horloge indique le 10 mars 2026 à 11 h 00
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

  @exigence:B04
  Règle: Une nouvelle demande neutralise le lien de l'ancienne
    Un portail qui n'accorde pas de second lien pendant la vie du premier obéit aussi.

    Scénario: De trois demandes, la dernière seule donne un lien qui s'ouvre
      Étant donné que Camille a demandé 2 fois un nouveau lien
      Quand Camille ouvre tous les liens reçus
      Alors seul le dernier lien de Camille s'ouvre
      Et le portail répond à Camille

    Scénario: Impossible de finir avec un premier lien ouvert avant la seconde demande
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a obtenu un second lien depuis un autre navigateur
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors le lien de Camille est refusé

  @exigence:B07
  Règle: Le lien n'ouvre que le dossier pour lequel il a été émis

    Plan du Scénario: Nommer aussi Dominique <où> ne change pas le mot de passe de Dominique
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi « Grenade-7-Vive » en nommant Dominique <où>
      Quand Dominique se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Dominique n'accède pas à l'espace personnel

      Exemples:
        | où                  |
        | en second           |
        | en premier          |
        | sous d'autres noms  |
        | dans l'adresse      |

    Scénario: Connecté, Dominique ne change pas son mot de passe avec le lien de Camille
      Étant donné que Dominique, dans son espace personnel, a choisi « Grenade-7-Vive » avec le lien de Camille
      Quand Dominique se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Dominique n'accède pas à l'espace personnel

    Scénario: Dominique n'a pas changé le mot de passe de Camille avec le lien de Camille
      Étant donné que Dominique, dans son espace personnel, a choisi « Grenade-7-Vive » avec le lien de Camille
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @exigence:B13 @horloge
  Règle: Le lien ne vit pas plus de 24 heures

    Scénario: Ouvrir le lien n'en prolonge pas la vie
      Étant donné que 20 h se sont écoulées
      Et que Camille a suivi le lien du mail
      Et que 5 h se sont écoulées
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

    Scénario: Une erreur de saisie ne prolonge pas la vie du lien
      Étant donné que 20 h se sont écoulées
      Et que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « soleil »
      Et que 5 h se sont écoulées
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors le lien de Camille est refusé

    @capacite:restart
    Scénario: Un redémarrage ne ranime pas un lien périmé
      Étant donné que 25 h se sont écoulées
      Et que le portail a redémarré
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé
