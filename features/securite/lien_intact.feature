# language: fr
Fonctionnalité: Ce qui n'use pas le lien, et ce qui le perd
  Une visite, une erreur de saisie ne l'usent pas ; le compte supprimé le perd.

  Contexte:
    Étant donné Camille, affiliée au dossier 0123456
    Et Dominique, affilié au dossier 7654321
    Et que Camille a reçu le mail de réinitialisation

  @exigence:B19
  Règle: Ouvrir le lien, même dix fois, ne l'use pas

    Plan du Scénario: Après <fois> visites d'un antivirus, le lien sert encore
      Étant donné que l'antivirus de Camille a visité <fois> fois le lien
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

      Exemples:
        | fois |
        | 1    |
        | 10   |

    Scénario: Un antivirus qui suit tout ce que la page contient ne l'use pas
      Étant donné que l'antivirus de Camille a visité la page du lien et tout ce qui en part
      Et que Camille a suivi le lien du mail
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Un formulaire ouvert avant les visites de l'antivirus sert encore
      Étant donné que Camille a suivi le lien du mail
      Et que l'antivirus de Camille a visité 10 fois le lien
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Les visites de l'antivirus ne changent pas le mot de passe
      Étant donné que l'antivirus de Camille a visité 10 fois le lien
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

  @exigence:B47
  Règle: Une erreur de saisie n'use pas le lien

    Scénario: Après trois erreurs différentes, le même lien sert encore
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi « Grenade-7-Vive » pour le dossier « 1111111 »
      Et que Camille a choisi « Grenade-7-Vive » et confirmé « Grenade-7-Vice »
      Et que Camille a choisi le mot de passe « grenade »
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Le mot de passe choisi après des erreurs ouvre l'espace personnel
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi « Grenade-7-Vive » et confirmé « Grenade-7-Vice »
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille accède à son espace personnel

    Scénario: Une erreur faite dans un navigateur n'use pas le lien dans l'autre
      Étant donné que Camille a suivi le lien du mail
      Et que Camille s'est trompée de confirmation depuis un autre navigateur
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors Camille lit « Changement de mot de passe effectué ! »

    Scénario: Après une erreur, le lien du mail s'ouvre encore
      Étant donné que Camille a suivi le lien du mail
      Et que Camille a choisi le mot de passe « grenade »
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

  @exigence:B43
  Règle: Le lien d'un compte supprimé est refusé, sans panne

    Scénario: Impossible d'ouvrir le lien d'un compte supprimé
      Étant donné que le compte de Camille a été supprimé
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé sans rien casser

    Scénario: Impossible de finir si le compte a été supprimé entre-temps
      Étant donné que Camille a suivi le lien du mail
      Et que le compte de Camille a été supprimé
      Quand Camille choisit le mot de passe « Grenade-7-Vive »
      Alors aucun changement n'est annoncé à Camille

    Scénario: Un compte supprimé ne renaît pas par son lien
      Étant donné que Camille a suivi le lien du mail
      Et que le compte de Camille a été supprimé
      Et que Camille a choisi le mot de passe « Grenade-7-Vive »
      Quand Camille se connecte avec le mot de passe « Grenade-7-Vive »
      Alors Camille n'accède pas à l'espace personnel

    Scénario: La suppression d'un compte laisse les autres en place
      Étant donné que le compte de Camille a été supprimé
      Quand Dominique se connecte avec son ancien mot de passe
      Alors Dominique accède à son espace personnel
