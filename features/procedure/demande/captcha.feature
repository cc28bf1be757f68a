# language: fr
@exigence:P4.3
Fonctionnalité: Résoudre le CAPTCHA
  Étape 4 : « résolvez le CAPTCHA (Je ne suis pas un robot) ».

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  Règle: Sans CAPTCHA résolu pour cette demande, rien ne se passe

    Scénario: La demande montre le CAPTCHA
      Quand Camille va à la page du mot de passe oublié
      Alors Camille voit le CAPTCHA

    Plan du Scénario: Impossible de demander si le CAPTCHA n'est pas résolu
      Quand Camille remplit la demande avec un CAPTCHA <captcha>
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

      Exemples:
        | captcha                             |
        | absent                              |
        | vide                                |
        | inventé                             |
        | résolu depuis plus de deux minutes  |
        | résolu sur un autre site            |
        | résolu avec la clé de test de Google |

    @horloge
    Scénario: Un CAPTCHA résolu depuis moins de deux minutes est bon
      Quand Camille remplit la demande avec un CAPTCHA résolu depuis deux minutes moins une seconde
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »

    Scénario: Impossible d'utiliser deux fois le même CAPTCHA
      Étant donné que Camille a rempli la demande
      Quand Camille remplit la demande avec un CAPTCHA déjà utilisé
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

    Scénario: Impossible de faire servir le CAPTCHA d'un autre à un autre dossier
      Étant donné Dominique, affilié au dossier 7654321
      Et que Camille a rempli la demande
      Quand Dominique remplit la demande avec le CAPTCHA de Camille
      Alors la demande de Dominique est refusée
      Et aucun mail n'est envoyé

    Scénario: Un CAPTCHA résolu ne suffit pas si le numéro est mal formé
      Quand Camille remplit la demande avec le dossier « 12345 »
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

    Scénario: Une demande refusée faute de CAPTCHA peut être refaite
      Étant donné que Camille a d'abord rempli la demande avec un CAPTCHA absent
      Quand Camille remplit la demande
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »

  @capacite:routes
  Règle: Quand le vérificateur du CAPTCHA est en défaut, la demande est refusée

    Plan du Scénario: Impossible de demander si le vérificateur <panne>
      Étant donné que le vérificateur du CAPTCHA <panne>
      Quand Camille remplit la demande
      Alors la demande de Camille est refusée
      Et aucun mail n'est envoyé

      Exemples:
        | panne                  |
        | est en panne           |
        | répond n'importe quoi  |
        | répond sans rien dire  |
        | ne répond plus         |

    Scénario: La demande passe dès que le vérificateur répond de nouveau
      Étant donné que le vérificateur du CAPTCHA est en panne
      Et que Camille a rempli la demande
      Et que le serveur de mail et le vérificateur du CAPTCHA répondent de nouveau
      Quand Camille remplit la demande
      Alors Camille arrive à la page « Demande de réinitialisation de votre mot de passe »
