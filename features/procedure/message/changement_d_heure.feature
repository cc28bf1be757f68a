# language: fr
@horloge
Fonctionnalité: Le lien dure 24 heures même quand l'heure change
  La nuit où l'heure recule, 2 h 30 sonne deux fois ; la nuit où elle avance, jamais.
  Une échéance notée sans son fuseau s'y trompe d'une heure.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567

  @exigence:P7.6
  Règle: Ce lien n'est actif que pour 24 heures

    Plan du Scénario: Demandé le <demande>, le lien s'ouvre encore au bout de 24 h moins 1 s
      Étant donné que Camille a reçu le mail de réinitialisation le <demande>
      Et que 24 h moins 1 s se sont écoulées
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

      Exemples:
        | pourquoi                                | demande                   |
        | finit dans l'heure qui se répète        | 24 octobre 2026 à 2 h 30  |
        | finit dans l'heure répétée              | 24 octobre 2026 à 3 h 30  |
        | finirait dans l'heure qui n'existe pas  | 28 mars 2026 à 2 h 30     |

    @exigence:B13
    Plan du Scénario: Demandé le <demande>, le lien ne s'ouvre plus au bout de 24 h plus 1 s
      Étant donné que Camille a reçu le mail de réinitialisation le <demande>
      Et que 24 h plus 1 s se sont écoulées
      Quand Camille suit le lien du mail
      Alors le lien de Camille est refusé

      Exemples:
        | pourquoi                                | demande                   |
        | finit dans l'heure qui se répète        | 24 octobre 2026 à 2 h 30  |
        | finit dans l'heure répétée              | 24 octobre 2026 à 3 h 30  |
        | finirait dans l'heure qui n'existe pas  | 28 mars 2026 à 2 h 30     |
