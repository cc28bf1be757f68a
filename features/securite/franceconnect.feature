# language: fr
@capacite:franceconnect
Fonctionnalité: S'identifier avec FranceConnect
  L'autre moyen de se connecter que la procédure montre aux étapes 6 et 9.

  Contexte:
    Étant donné Camille, affiliée au dossier 1234567
    Et Dominique, affiliée au dossier 7654321

  @exigence:B57
  Règle: La demande porte tout ce que FranceConnect exige

    Scénario: La demande est complète
      Quand Camille va s'identifier avec FranceConnect
      Alors la demande faite à FranceConnect est complète

    Scénario: L'état et le nonce ne servent jamais deux fois
      Quand Camille va s'identifier 3 fois avec FranceConnect
      Alors aucune demande à FranceConnect ne répète un secret
      Et la demande faite à FranceConnect est complète

  @exigence:B57
  Règle: L'identité ouvre l'espace personnel de la personne, et aucun autre

    Scénario: Camille entre dans son espace personnel
      Quand Camille s'identifie avec FranceConnect
      Alors Camille entre dans son espace personnel, et dans aucun autre
      Et aucun mail n'est envoyé

    Plan du Scénario: Deux homonymes, <fait> près, ne sont pas confondues
      Étant donné que Dominique est l'homonyme de Camille, <fait> près
      Quand Dominique s'identifie avec FranceConnect
      Alors Dominique entre dans son espace personnel, et dans aucun autre

      Exemples:
        | fait                      |
        | à la date de naissance    |
        | à la commune de naissance |
        | au pays de naissance      |
        | au sexe                   |

    Plan du Scénario: Impossible d'entrer si l'on est une homonyme sans dossier, <fait> près
      Étant donné Alix, inconnue de la CARPIMKO sous le dossier 1111111
      Et que Alix est l'homonyme de Camille, <fait> près
      Quand Alix s'identifie avec FranceConnect
      Alors Alix n'entre dans aucun espace personnel

      Exemples:
        | fait                      |
        | à la date de naissance    |
        | à la commune de naissance |
        | au pays de naissance      |
        | au sexe                   |

    Plan du Scénario: Impossible d'entrer si le compte a été <statut>
      Étant donné que le compte de Camille a été <statut>
      Quand Camille s'identifie avec FranceConnect
      Alors Camille n'entre dans aucun espace personnel

      Exemples:
        | statut |
        | bloqué |
        | radié  |

  @exigence:B57
  Règle: Un abandon revient avec l'état, et se dit

    Scénario: Impossible d'entrer si l'on renonce
      Quand Camille renonce à s'identifier avec FranceConnect
      Alors Camille n'entre dans aucun espace personnel

    Scénario: Impossible d'entrer si l'abandon revient avec un autre état
      Étant donné que FranceConnect rend un autre état
      Quand Camille renonce à s'identifier avec FranceConnect
      Alors Camille n'entre dans aucun espace personnel

    Scénario: Après un abandon, l'identification reste possible
      Étant donné que Camille a renoncé à s'identifier avec FranceConnect
      Quand Camille s'identifie avec FranceConnect
      Alors Camille entre dans son espace personnel, et dans aucun autre

  @exigence:B57
  Règle: FranceConnect apprend que la session qu'il a ouverte est finie

    Scénario: La fin de la session rend à FranceConnect le jeton qu'il avait donné
      Étant donné que FranceConnect a identifié Camille
      Quand Camille met fin à sa session
      Alors FranceConnect apprend la fin de la session

  @exigence:B58
  Règle: La réinitialisation et FranceConnect ne se touchent pas

    Scénario: Après une réinitialisation, FranceConnect ouvre toujours l'espace personnel
      Étant donné que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille s'identifie avec FranceConnect
      Alors Camille entre dans son espace personnel, et dans aucun autre

    Scénario: Le lien du mail sert encore après une identification par FranceConnect
      Étant donné que Camille a reçu le mail de réinitialisation
      Et que FranceConnect a identifié Camille
      Quand Camille suit le lien du mail
      Alors Camille peut choisir un mot de passe

    Scénario: S'identifier par FranceConnect ne change pas le mot de passe
      Étant donné que FranceConnect a identifié Camille dans un premier navigateur
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille accède à son espace personnel

    Scénario: S'identifier par FranceConnect ne ressuscite pas l'ancien mot de passe
      Étant donné que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Et que FranceConnect a identifié Camille dans un premier navigateur
      Quand Camille se connecte avec son ancien mot de passe
      Alors Camille n'accède pas à l'espace personnel

    Scénario: La réinitialisation ferme la session que FranceConnect avait ouverte
      Étant donné que FranceConnect a identifié Camille dans un premier navigateur
      Et que Camille a changé son mot de passe pour « Grenade-7-Vive »
      Quand Camille revient à son espace personnel dans le premier navigateur
      Alors Camille n'accède pas à l'espace personnel
