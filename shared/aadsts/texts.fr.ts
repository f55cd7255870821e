import { withFrenchSpaces } from '../messages/french-spaces.ts'
import type { AadstsTexts } from './texts.en.ts'

export const texts = withFrenchSpaces<AadstsTexts>({
  tenant_not_found: {
    person: 'Microsoft ne connaît aucune organisation ayant l’ID de locataire que votre chaîne a dans TMAS.',
    remedy: 'Demandez à votre responsable TMAS de corriger l’Azure Tenant ID.',
    it: 'L’ID de locataire saisi dans TMAS n’appartient à aucun locataire de ce cloud. Dans le centre d’administration Microsoft Entra, ouvrez Entra ID > Vue d’ensemble > Propriétés et copiez l’ID de locataire ; le responsable TMAS le colle sous Administration > Gérer les emplacements > la chaîne > Avancé > Azure Tenant ID. Un ID d’application (client) ou un ID d’objet a la même forme : c’est l’erreur habituelle.',
  },
  code_of_other_tenant: {
    person: 'La réponse à cette connexion appartient à une autre organisation.',
    remedy: 'Recommencez depuis la page de connexion de TMAS.',
    it: 'Le code d’autorisation a été émis sur le chemin d’un locataire et présenté sur celui d’un autre. Il n’y a rien à modifier dans Entra. Si cela se reproduit, donnez la référence et l’ID de corrélation à l’assistance TMAS.',
  },
  assignment_required: {
    person: 'Votre entreprise ne vous a pas affecté à TMAS dans Microsoft Entra.',
    remedy: 'Demandez à votre administrateur informatique de vous affecter à TMAS, vous ou votre groupe.',
    it: 'L’application d’entreprise exige une affectation, et ce compte n’en a pas. Dans le centre d’administration Microsoft Entra, ouvrez Applications d’entreprise > TMAS > Utilisateurs et groupes > Ajouter un utilisateur/groupe, puis choisissez la personne ou un groupe dont elle est membre direct (les groupes imbriqués ne comptent pas). L’affectation d’un groupe demande Entra ID P1 ou P2 ; avec la version gratuite, affectez les personnes une à une. Ou mettez Propriétés > Affectation requise ? sur Non : TMAS n’admet de toute façon que ses propres utilisateurs.',
  },
  consent_declined: {
    person: 'La demande d’autorisation de Microsoft n’a pas été acceptée.',
    remedy: 'Reconnectez-vous et choisissez « Accepter » ; TMAS ne lit que votre nom et votre adresse.',
    it: 'La personne a refusé le consentement. TMAS demande les autorisations déléguées openid, profile et email, et rien d’autre. Pour épargner la question à tous, un administrateur peut consentir une fois pour toute l’organisation : Applications d’entreprise > TMAS > Autorisations > Accorder un consentement d’administrateur.',
  },
  consent_missing: {
    person: 'Personne n’a encore permis à TMAS de lire votre nom et votre adresse.',
    remedy: 'Reconnectez-vous et choisissez « Accepter » quand Microsoft le demande.',
    it: 'Ni cette personne ni un administrateur n’a consenti à TMAS. Une connexion interactive le demande. Là où les personnes ne peuvent pas consentir elles-mêmes, accordez-le pour tous : Applications d’entreprise > TMAS > Autorisations > Accorder un consentement d’administrateur. Les autorisations sont openid, profile et email (déléguées).',
  },
  admin_consent_required: {
    person:
      'Dans votre entreprise, seul un administrateur informatique peut approuver une nouvelle application.',
    remedy: 'Demandez à votre administrateur informatique d’approuver TMAS.',
    it: 'Vos paramètres de consentement ne laissent pas les personnes approuver une telle application. Accordez le consentement une fois pour tous : Applications d’entreprise > TMAS > Autorisations > Accorder un consentement d’administrateur (en tant qu’administrateur d’application cloud ou plus). Si TMAS n’y figure pas encore, utilisez le lien de consentement que TMAS fournit pour votre locataire. Les paramètres sont sous Applications d’entreprise > Consentement et autorisations.',
  },
  admin_consent_request: {
    person: 'Dans votre entreprise, un administrateur informatique doit approuver une nouvelle application.',
    remedy:
      'Écrivez une raison sur la page de Microsoft et envoyez la demande ; votre administrateur informatique décide ensuite.',
    it: 'Le flux de demandes de consentement est actif. La demande attend sous Applications d’entreprise > Demandes de consentement administrateur > Mes demandes en attente : ouvrez-la, vérifiez les autorisations (openid, profile, email ; déléguées) et choisissez Approuver. Cela vaut pour tout le monde.',
  },
  admin_consent_requested: {
    person: 'Votre demande d’utiliser TMAS a été envoyée à votre administrateur informatique.',
    remedy: 'Attendez sa décision, puis reconnectez-vous.',
    it: 'Le flux de demandes de consentement est actif, et une demande pour TMAS attend : Applications d’entreprise > Demandes de consentement administrateur > Mes demandes en attente. Ouvrez-la, vérifiez les autorisations (openid, profile, email ; déléguées) et choisissez Approuver. Le consentement vaut alors pour tous.',
  },
  consent_collision: {
    person: 'Microsoft n’a pas pu enregistrer l’approbation la première fois.',
    remedy: 'Réessayez dans une minute ; prévenez votre administrateur informatique si cela se reproduit.',
    it: 'Deux approbations au même moment, ou une application du même nom, sont entrées en conflit. Le plus souvent, TMAS figure tout de même sous Applications d’entreprise. Sinon, ou si l’erreur persiste, répétez le consentement d’administrateur et cherchez une seconde entrée du même nom.',
  },
  consent_not_saved: {
    person: 'Microsoft a eu un problème temporaire en enregistrant votre approbation.',
    remedy: 'Réessayez dans une minute.',
    it: 'Un problème temporaire de Microsoft pendant l’enregistrement du consentement. S’il dure, consultez l’intégrité des services dans le centre d’administration Microsoft 365, puis répétez le consentement.',
  },
  application_absent: {
    person: 'TMAS n’est pas approuvé dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique d’approuver TMAS.',
    it: 'Votre locataire n’a pas d’application d’entreprise pour TMAS, ou elle a été supprimée ; le consentement doit donc être donné à nouveau. Utilisez le lien de consentement de TMAS pour votre locataire, ou demandez à une personne qui peut consentir de se connecter. Vérifiez ensuite Applications d’entreprise > TMAS. Une entrée supprimée peut aussi être restaurée pendant 30 jours.',
  },
  application_risky: {
    person: 'Microsoft veut qu’un administrateur informatique examine TMAS avant son utilisation.',
    remedy: 'Demandez à votre administrateur informatique d’examiner et d’approuver TMAS.',
    it: 'Le consentement renforcé en cas de risque a arrêté la demande : un administrateur doit décider. Examinez l’éditeur et les autorisations (openid, profile, email ; déléguées) et accordez le consentement sous Applications d’entreprise > TMAS > Autorisations. Le réglage se trouve sous Applications d’entreprise > Consentement et autorisations > Paramètres de consentement utilisateur.',
  },
  application_blocked: {
    person: 'TMAS est bloqué dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de vérifier l’application TMAS.',
    it: 'Vérifiez Applications d’entreprise > TMAS > Propriétés (Activé pour que les utilisateurs se connectent ? doit être sur Oui), ses Autorisations et son Accès conditionnel. Les journaux de connexion donnent la raison sous l’ID de corrélation. Si Microsoft lui-même a désactivé l’application, prévenez l’assistance TMAS.',
  },
  application_disabled: {
    person: 'TMAS est désactivé dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique d’activer TMAS pour la connexion.',
    it: 'Dans votre locataire, Applications d’entreprise > TMAS > Propriétés > Activé pour que les utilisateurs se connectent ? doit être sur Oui. Si c’est déjà le cas, l’inscription elle-même est peut-être désactivée, par TMAS ou par Microsoft : toutes les entreprises voient alors la même erreur, et c’est à l’assistance TMAS d’agir.',
  },
  graph_disabled: {
    person: 'Un service de Microsoft nécessaire à toute connexion est désactivé dans votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique d’activer Microsoft Graph.',
    it: 'TMAS demande openid, profile et email. Ces autorisations appartiennent à Microsoft Graph, qui est désactivé ou absent dans votre locataire. Sous Applications d’entreprise, réglez le filtre Type d’application sur Applications Microsoft, ouvrez Microsoft Graph > Propriétés et mettez Activé pour que les utilisateurs se connectent ? sur Oui. Un abonnement échu peut avoir le même effet.',
  },
  single_sign_on_permission: {
    person: 'Microsoft a besoin de votre accord pour vous connecter à TMAS avec le compte de cet appareil.',
    remedy: 'Reconnectez-vous et acceptez quand la question est posée.',
    it: 'Dans certaines régions, Windows demande l’accord de la personne avant d’utiliser le compte de l’appareil pour une autre application. Cette personne a refusé ou n’a pas répondu. La prochaine connexion interactive repose la question. Rien n’est à changer dans Entra.',
  },
  policy_blocked: {
    person: 'Une règle de sécurité de votre entreprise ne permet pas cette connexion.',
    remedy:
      'Essayez depuis un appareil ou un réseau de l’entreprise. Si cela ne suffit pas, adressez-vous à votre administrateur informatique.',
    it: 'L’accès conditionnel a bloqué la connexion. Centre d’administration Microsoft Entra : Surveillance et intégrité > Journaux de connexion, cherchez l’ID de corrélation, ouvrez l’onglet Accès conditionnel : il nomme la stratégie et la condition non remplie. Modifiez la stratégie, excluez-en TMAS ou la personne, ou essayez un cas avec l’outil What If.',
  },
  policy_condition: {
    person:
      'Votre entreprise ne permet cette connexion que depuis certains appareils, lieux ou applications.',
    remedy:
      'Essayez depuis un appareil ou un réseau de l’entreprise. Si cela ne suffit pas, adressez-vous à votre administrateur informatique.',
    it: 'Une condition de l’accès conditionnel (appareil, lieu, risque ou application cliente) n’est pas remplie. Journaux de connexion > l’ID de corrélation > Accès conditionnel montre laquelle. Le réseau d’un magasin s’ajoute sous Accès conditionnel > Emplacements nommés.',
  },
  security_defaults: {
    person:
      'La protection de base du Microsoft Entra de votre entreprise ne permet pas ce type de connexion.',
    remedy:
      'Essayez avec un navigateur récent. Si cela ne suffit pas, adressez-vous à votre administrateur informatique.',
    it: 'Les paramètres de sécurité par défaut ont bloqué la demande comme authentification héritée. TMAS se connecte avec OpenID Connect dans un navigateur : cherchez un navigateur ancien ou intégré à une application. Le réglage est sous Vue d’ensemble > Propriétés > Paramètres de sécurité par défaut.',
  },
  device_not_compliant: {
    person: 'Votre entreprise ne permet cette connexion que depuis un appareil conforme à ses règles.',
    remedy:
      'Utilisez un appareil de l’entreprise, ou rendez celui-ci conforme avec l’application Portail d’entreprise.',
    it: 'L’accès conditionnel exige un appareil conforme. Dans le centre d’administration Microsoft Intune, regardez Appareils > l’appareil > Conformité de l’appareil, et les informations sur l’appareil de l’entrée dans les journaux de connexion : un ID d’appareil vide signifie que le navigateur ne l’a pas identifié (fenêtre privée, ou navigateur sans l’extension d’authentification unique). Sinon, excluez TMAS ou ces magasins de la stratégie.',
  },
  device_not_registered: {
    person: 'Votre entreprise ne permet cette connexion que depuis un appareil qu’elle gère.',
    remedy:
      'Utilisez un appareil de l’entreprise, ou ajoutez celui-ci sous Paramètres > Comptes > Accès Professionnel ou Scolaire.',
    it: 'L’accès conditionnel exige un appareil inscrit, joint ou joint de façon hybride ; celui-ci ne l’est pas, ou le navigateur ne l’a pas identifié. Vérifiez Appareils > Tous les appareils, colonne Type de jointure, et les informations sur l’appareil de l’entrée dans les journaux de connexion. Sinon, excluez TMAS ou ces magasins de la stratégie.',
  },
  device_unknown: {
    person: 'Microsoft ne connaît pas cet appareil, ou le connaît sous un autre compte.',
    remedy:
      'Utilisez un autre appareil de l’entreprise, ou demandez à votre administrateur informatique d’inscrire celui-ci de nouveau.',
    it: 'L’appareil présenté par le navigateur n’est pas dans votre locataire (supprimé, ou jamais entièrement inscrit), ou il est inscrit pour un autre compte. Regardez sous Appareils > Tous les appareils. Sur l’appareil, vérifiez dsregcmd /status, déconnectez-le de l’organisation et joignez-le de nouveau.',
  },
  device_authentication: {
    person: 'Microsoft n’a pas pu reconnaître cet appareil.',
    remedy:
      'Connectez-vous sur un appareil de l’entreprise, dans un navigateur connecté à votre compte professionnel.',
    it: 'L’authentification de l’appareil a été demandée et a échoué. Vérifiez que l’appareil est activé sous Appareils > Tous les appareils, que son inscription est complète (dsregcmd /status sous Windows), et que le navigateur peut la présenter : Edge avec le profil professionnel, ou Chrome et Firefox avec l’extension d’authentification unique de Microsoft, et pas de fenêtre privée.',
  },
  device_platform: {
    person: 'Votre entreprise ne permet pas ce type d’appareil.',
    remedy:
      'Utilisez un autre appareil. Si cela ne suffit pas, adressez-vous à votre administrateur informatique.',
    it: 'Une stratégie d’accès conditionnel exclut cette plateforme ou ne la connaît pas. Journaux de connexion > l’ID de corrélation > Accès conditionnel nomme la stratégie ; voyez sa condition Plateformes d’appareils.',
  },
  device_disabled: {
    person: 'Cet appareil est désactivé dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de l’activer, ou utilisez un autre appareil.',
    it: 'Appareils > Tous les appareils > l’appareil > Activer. Un appareil est désactivé par un administrateur, ou par un nettoyage des appareils qui ne servent plus.',
  },
  guest_device: {
    person: 'L’entreprise que vous visitez n’accepte pas encore votre appareil.',
    remedy:
      'Adressez-vous à l’administrateur informatique de l’entreprise pour les magasins de laquelle vous travaillez.',
    it: 'Un invité doit avoir un appareil conforme, et votre locataire ne fait pas confiance à la conformité déclarée par le sien. Identités externes > Paramètres d’accès interlocataire > l’organisation > Accès entrant > Paramètres d’approbation : approuvez les appareils conformes (et joints de façon hybride) ; ou excluez les invités de la stratégie.',
  },
  client_app_not_approved: {
    person: 'Votre entreprise ne permet cette connexion que depuis des applications approuvées.',
    remedy: 'Utilisez le navigateur imposé par votre entreprise, par exemple Microsoft Edge.',
    it: 'L’accès conditionnel demande une application cliente approuvée ou une stratégie de protection des applications. TMAS fonctionne dans un navigateur : sur les téléphones, autorisez Microsoft Edge, ou excluez TMAS de ce contrôle d’octroi.',
  },
  app_protection: {
    person: 'Votre entreprise ne permet cette connexion que dans une application qu’elle protège.',
    remedy:
      'Sur un téléphone, utilisez Microsoft Edge avec votre compte professionnel. Si cela ne suffit pas, adressez-vous à votre administrateur informatique.',
    it: 'L’accès conditionnel exige une stratégie de protection des applications (Microsoft Intune). TMAS fonctionne dans un navigateur : sur téléphones et tablettes, attribuez la stratégie à Microsoft Edge et laissez les personnes l’utiliser, ou excluez TMAS de ce contrôle d’octroi.',
  },
  browser_unsupported: {
    person: 'Les règles de votre entreprise sur les appareils n’acceptent pas ce navigateur.',
    remedy:
      'Utilisez Microsoft Edge, ou un autre navigateur accepté par votre entreprise, avec votre profil professionnel et sans fenêtre privée.',
    it: 'La stratégie doit voir l’appareil, et ce navigateur ne le montre pas. Conviennent : Edge avec un profil professionnel, Chrome et Firefox avec l’extension d’authentification unique de Microsoft, Safari sur les appareils Apple gérés. L’inscription d’un appareil demande elle aussi Edge ou un navigateur géré. Sinon, excluez TMAS ou ces magasins de la stratégie.',
  },
  tenant_restrictions: {
    person: 'Le réseau où vous êtes ne permet pas cette organisation ou cette application.',
    remedy:
      'Essayez depuis un autre réseau. Si cela ne suffit pas, adressez-vous à l’administrateur de ce réseau.',
    it: 'Les restrictions de locataire du proxy ou de l’appareil bloquent. Version 1 : ajoutez le locataire à l’en-tête Restrict-Access-To-Tenants du proxy. Version 2 : Identités externes > Paramètres d’accès interlocataire > Restrictions de locataire, autorisez l’organisation et l’application TMAS.',
  },
  tenant_restrictions_conflict: {
    person: 'Le réseau et l’appareil ne sont pas d’accord sur les organisations permises.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Les restrictions de locataire viennent de deux endroits qui se contredisent, par exemple de l’en-tête d’un proxy et d’une stratégie d’appareil. Laissez un seul des deux définir la restriction, ou donnez-leur la même valeur.',
  },
  cross_tenant_access: {
    person: 'Votre entreprise et celle que vous visitez n’autorisent pas toutes deux cette connexion.',
    remedy:
      'Adressez-vous à l’administrateur informatique de votre entreprise ; l’autre devra peut-être agir aussi.',
    it: 'L’accès interlocataire bloque un invité : en sortie dans son propre locataire (500212), en entrée dans le locataire visité (500213), ou entre clouds (1000104). Identités externes > Paramètres d’accès interlocataire, dans les deux locataires : autorisez l’organisation, ses personnes et l’application TMAS ; pour un autre cloud, aussi les paramètres de cloud Microsoft.',
  },
  guests_not_allowed: {
    person: 'L’entreprise que vous visitez n’accepte pas d’invités ici.',
    remedy: 'Adressez-vous à l’administrateur informatique de cette entreprise.',
    it: 'La demande a été refusée parce que les comptes invités ne sont pas permis. Vérifiez Identités externes > Paramètres de collaboration externe, et les stratégies d’accès conditionnel pour les utilisateurs invités ou externes. Permettez les invités pour TMAS si cette personne doit avoir accès.',
  },
  mfa_setup_blocked: {
    person: 'Votre entreprise ne vous permet pas de configurer d’ici la seconde étape de connexion.',
    remedy:
      'Configurez-la sur le réseau de votre entreprise, ou adressez-vous à votre administrateur informatique.',
    it: 'L’inscription des informations de sécurité est bloquée par un risque ou un lieu. Vérifiez la stratégie d’accès conditionnel pour l’action « Inscrire des informations de sécurité », le risque de la personne sous Protection des identités > Utilisateurs à risque, ou donnez un passe d’accès temporaire sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  user_at_risk: {
    person: 'Microsoft considère que votre compte est menacé et l’a bloqué.',
    remedy: 'Demandez à votre administrateur informatique de vérifier votre compte.',
    it: 'Protection des identités > Utilisateurs à risque > la personne : examinez les détections, puis confirmez la sécurité ou ignorez le risque, ou faites réinitialiser le mot de passe. C’est la stratégie de risque utilisateur qui bloque.',
  },
  minor_blocked: {
    person: 'Votre entreprise ne permet pas cette application à votre tranche d’âge.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Le compte est considéré comme celui d’un mineur sans consentement. Vérifiez le groupe d’âge et le consentement fourni pour les mineurs sous Utilisateurs > la personne > Propriétés, et corrigez ce qui est faux.',
  },
  external_mfa: {
    person: 'La seconde étape de connexion de votre entreprise n’a pas donné à Microsoft ce qu’il attend.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Une méthode d’authentification externe, un contrôle personnalisé ou un contrôle de session n’a pas rendu ce que la stratégie demande. Vérifiez Méthodes d’authentification > la méthode externe, et les contrôles d’octroi et de session de la stratégie ; Journaux de connexion > l’ID de corrélation > Détails de l’authentification montre l’étape.',
  },
  method_not_allowed: {
    person: 'Votre entreprise n’accepte pas cette façon de se connecter.',
    remedy:
      'Choisissez une autre façon sur la page de Microsoft. S’il n’y en a pas, adressez-vous à votre administrateur informatique.',
    it: 'La stratégie des méthodes d’authentification ne permet pas la méthode, ou celle-ci ne suffit pas à ce qu’une stratégie demande. Voyez sous Méthodes d’authentification > Stratégies ce qui est activé pour cette personne (connexion par téléphone, clé d’accès, passe d’accès temporaire, code QR). Journaux de connexion > l’ID de corrélation > Détails de l’authentification montre l’étape.',
  },
  certificate_not_allowed: {
    person: 'Les règles de votre entreprise n’acceptent pas ce certificat.',
    remedy:
      'Choisissez un autre certificat ou une autre façon de vous connecter. S’il n’y en a pas, adressez-vous à votre administrateur informatique.',
    it: 'Authentification par certificat : les conditions de la stratégie excluent ce certificat (émetteur, OID de stratégie ou force). Vérifiez Méthodes d’authentification > Stratégies > Authentification basée sur les certificats > Configurer.',
  },
  personal_account: {
    person: 'Il s’agit d’un compte Microsoft personnel.',
    remedy: 'Connectez-vous avec le compte professionnel ou scolaire fourni par votre entreprise.',
    it: 'TMAS n’accepte que les comptes professionnels ou scolaires. Si une personne a les deux sous la même adresse, choisissez « Compte professionnel ou scolaire » sur la page de Microsoft, ou une fenêtre privée.',
  },
  account_type: {
    person: 'Ce type de compte ne peut pas servir pour TMAS.',
    remedy: 'Connectez-vous avec le compte professionnel que vous avez dans votre entreprise.',
    it: 'TMAS accepte les comptes d’une organisation dans Microsoft Entra, et le compte utilisé est d’un autre type, par exemple celui d’un fournisseur d’identité externe. Faites prendre à la personne son compte professionnel, ou invitez-la : les invités se connectent à l’adresse de connexion propre à la chaîne.',
  },
  guest_path: {
    person: 'Un invité doit passer par l’adresse de connexion propre à la chaîne.',
    remedy: 'Demandez à votre responsable TMAS l’adresse de connexion de votre chaîne et utilisez-la.',
    it: 'L’adresse générale mène un invité à son locataire d’origine. L’adresse propre à la chaîne mène à votre locataire ; le responsable TMAS la trouve sous Administration > Gérer les emplacements > la chaîne > Avancé.',
  },
  session_of_other_account: {
    person: 'Ce navigateur est connecté à Microsoft avec un autre compte.',
    remedy:
      'Choisissez « Utiliser un autre compte Microsoft », ou déconnectez-vous de Microsoft et réessayez.',
    it: 'Les sessions du navigateur ne correspondent pas au compte ou au locataire demandé. Se déconnecter de l’autre compte ou ouvrir une fenêtre privée suffit. Un invité doit avoir été invité dans votre locataire (Utilisateurs > Tous les utilisateurs, type Invité) et avoir accepté.',
  },
  no_session: {
    person: 'Vous n’êtes pas connecté à Microsoft.',
    remedy: 'Choisissez « Se connecter avec Microsoft ».',
    it: 'Une demande silencieuse n’a trouvé aucune session. C’est normal : une ligne du journal, et non une erreur. La connexion interactive suit.',
  },
  sign_out_failed: {
    person: 'Microsoft n’a pas pu terminer une déconnexion. Cela ne concerne pas la connexion.',
    remedy: 'Fermez toutes les fenêtres du navigateur, puis reconnectez-vous si besoin.',
    it: 'Une demande de déconnexion nommait une session qui n’existe plus, ou est arrivée trop tard. Rien n’est à changer.',
  },
  account_of_other_company: {
    person: 'Le compte que vous avez choisi n’appartient pas à l’organisation Microsoft de votre entreprise.',
    remedy:
      'Reconnectez-vous avec votre compte professionnel ; si vous n’en avez pas, adressez-vous à votre administrateur informatique.',
    it: 'Le compte est personnel ou appartient à une autre entreprise, et est inconnu de votre locataire. Le plus souvent, le navigateur a proposé le mauvais compte : prenez-en un autre, ou une fenêtre privée. Si cette personne doit se connecter comme invitée : Utilisateurs > Nouvel utilisateur > Inviter un utilisateur externe. Elle utilise ensuite l’adresse de connexion propre à la chaîne.',
  },
  account_not_added: {
    person: 'Votre compte n’a pas été ajouté au Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de l’ajouter.',
    it: 'L’authentification unique n’a trouvé le compte dans aucun locataire interrogé par TMAS. Ajoutez-le sous Utilisateurs > Nouvel utilisateur, ou invitez-le comme utilisateur externe. Si l’affectation est requise, affectez-le à TMAS.',
  },
  account_unknown: {
    person: 'Microsoft ne connaît pas cette adresse dans votre entreprise.',
    remedy: 'Vérifiez l’orthographe et connectez-vous avec l’adresse de votre compte professionnel.',
    it: 'Ce compte n’existe pas dans l’annuaire, ou le domaine ne correspond pas à ce type de compte. Cherchez-le sous Utilisateurs > Tous les utilisateurs par nom d’utilisateur principal ; il peut différer de l’adresse e-mail. TMAS a besoin de l’adresse de connexion : corrigez l’adresse dans TMAS si les deux diffèrent.',
  },
  account_domain_unsupported: {
    person: 'Microsoft ne peut pas utiliser le domaine de cette adresse.',
    remedy:
      'Connectez-vous avec une autre adresse de votre entreprise, ou demandez-en une à votre administrateur informatique.',
    it: 'Le domaine contient des caractères que cette connexion n’accepte pas, par exemple dans un nom de domaine internationalisé. Donnez à la personne un nom d’utilisateur principal dans un autre domaine vérifié, et saisissez cette adresse dans TMAS.',
  },
  account_disabled: {
    person: 'Votre compte Microsoft est désactivé.',
    remedy: 'Demandez à votre administrateur informatique de l’activer.',
    it: 'Utilisateurs > Tous les utilisateurs > la personne > Propriétés > Compte activé. Avec la synchronisation d’annuaires, il s’active dans l’annuaire local.',
  },
  account_deleted: {
    person: 'Votre compte Microsoft a été supprimé de l’annuaire de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de le restaurer.',
    it: 'Utilisateurs > Utilisateurs supprimés : un compte peut être restauré pendant 30 jours et fonctionne ensuite comme avant. Si vous en créez un nouveau, c’est un autre compte pour TMAS, même avec la même adresse : le responsable TMAS doit supprimer l’ancien lien de cet utilisateur dans l’administration des comptes d’utilisateurs.',
  },
  account_locked: {
    person: 'Votre compte Microsoft est temporairement verrouillé, après trop d’essais incorrects.',
    remedy:
      'Attendez quelques minutes et réessayez, ou réinitialisez votre mot de passe sur la page de Microsoft.',
    it: 'Verrouillage intelligent, ou une adresse IP que Microsoft considère comme malveillante. Le verrou se lève de lui-même ; les seuils sont sous Méthodes d’authentification > Protection par mot de passe. Les journaux de connexion montrent si les essais venaient de la personne.',
  },
  tenant_inactive: {
    person:
      'Microsoft a bloqué le Microsoft Entra de toute votre entreprise, faute d’utilisation depuis longtemps.',
    remedy: 'Demandez à votre administrateur informatique de le faire réactiver.',
    it: 'Le locataire est bloqué pour inactivité : personne ne peut s’y connecter à quoi que ce soit. Un administrateur le fait réactiver par Microsoft, voir https://aka.ms/TenantLifecycle. Cela n’a rien à voir avec TMAS, ni avec la durée de cette connexion.',
  },
  tenant_unavailable: {
    person: 'Microsoft a rendu indisponible le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de contacter le support Microsoft.',
    it: 'Microsoft a bloqué ce locataire. Seul le support Microsoft peut dire pourquoi et lever le blocage. Rien n’est à changer dans TMAS.',
  },
  invitation_open: {
    person: 'Vous n’avez pas encore accepté votre invitation en tant qu’invité.',
    remedy: 'Ouvrez l’e-mail d’invitation de Microsoft et acceptez-la, puis reconnectez-vous.',
    it: 'Utilisateurs > l’invité > l’état de l’invitation est « En attente d’acceptation ». Renvoyez l’invitation à cet endroit (Gérer > Renvoyer l’invitation).',
  },
  password_wrong: {
    person: 'Microsoft n’a pas accepté l’adresse ou le mot de passe.',
    remedy: 'Réessayez, ou choisissez « J’ai oublié mon mot de passe » sur la page de Microsoft.',
    it: 'Nom d’utilisateur ou mot de passe incorrect chez Microsoft ; TMAS ne voit ni l’un ni l’autre. Réinitialisez-le sous Utilisateurs > la personne > Réinitialiser le mot de passe, ou permettez la réinitialisation en libre-service. Avec la synchronisation des hachages, un nouveau mot de passe peut prendre quelques minutes.',
  },
  password_expired: {
    person: 'Votre mot de passe Microsoft a expiré.',
    remedy: 'Changez-le sur la page de Microsoft ou sur votre ordinateur, puis reconnectez-vous.',
    it: 'Le mot de passe a expiré, localement ou dans Entra. Si les personnes ne peuvent pas le changer elles-mêmes, réinitialisez-le sous Utilisateurs > la personne. Pour les comptes locaux, la réécriture du mot de passe doit être active.',
  },
  password_change_demanded: {
    person: 'Votre entreprise exige un nouveau mot de passe Microsoft.',
    remedy: 'Changez votre mot de passe sur la page de Microsoft, puis reconnectez-vous.',
    it: 'Une stratégie d’accès conditionnel ou un risque détecté exige un changement de mot de passe. Les personnes peuvent le faire pendant la connexion si la réinitialisation en libre-service est active ; sinon, réinitialisez-le sous Utilisateurs > la personne. Pour les comptes locaux, la réécriture du mot de passe est nécessaire.',
  },
  password_change: {
    person: 'Microsoft veut d’abord que vous changiez ou confirmiez votre mot de passe.',
    remedy: 'Suivez la page de Microsoft jusqu’au bout, puis connectez-vous à TMAS.',
    it: 'La connexion a été interrompue par un changement ou une réinitialisation du mot de passe, qui a échoué ou n’est pas terminé (ancien mot de passe incorrect, règles non respectées, annuaire local injoignable). Vérifiez la réinitialisation du mot de passe et, avec la réécriture, l’état d’Entra Connect.',
  },
  password_refused: {
    person: 'Microsoft n’a pas accepté le nouveau mot de passe.',
    remedy: 'Vérifiez l’ancien, et choisissez-en un nouveau qui suit les règles indiquées par Microsoft.',
    it: 'L’ancien mot de passe était faux, ou le nouveau enfreint une règle : longueur, nom de la personne, mots interdits, ou règles de l’annuaire local. Voyez Méthodes d’authentification > Protection par mot de passe.',
  },
  password_change_failed: {
    person: 'Microsoft n’a pas pu changer votre mot de passe.',
    remedy:
      'Réessayez dans quelques minutes. En cas de nouvel échec, adressez-vous à votre administrateur informatique.',
    it: 'Le changement n’est pas arrivé à son terme : l’annuaire local était injoignable ou a refusé, ou le compte y est verrouillé ou désactivé. Vérifiez la réécriture du mot de passe, l’état d’Entra Connect et le compte dans Active Directory.',
  },
  email_code: {
    person: 'Microsoft n’a pas accepté le code envoyé par e-mail.',
    remedy: 'Demandez un nouveau code sur la page de Microsoft et saisissez-le sans attendre.',
    it: 'Un invité se connecte avec un code à usage unique reçu par e-mail : le code était faux ou expiré, ou n’a pas pu être remis. Vérifiez que la boîte de l’invité reçoit les messages de Microsoft. Ces codes se règlent sous Identités externes > Tous les fournisseurs d’identité.',
  },
  mfa_required: {
    person: 'Microsoft demande une seconde étape pour prouver que c’est bien vous.',
    remedy: 'Reconnectez-vous et terminez l’étape, par exemple dans l’application Authenticator.',
    it: 'L’authentification multifacteur est exigée par une stratégie, un lieu ou l’ancienneté de la dernière, et n’a pas été terminée. Journaux de connexion > l’ID de corrélation > Détails de l’authentification montre l’étape. Une personne qui a perdu sa méthode en reçoit une nouvelle sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  mfa_failed: {
    person: 'La seconde étape de la connexion a été refusée, ou n’a pas été terminée.',
    remedy:
      'Reconnectez-vous et terminez-la, par exemple dans l’application Authenticator. Si vous ne l’avez pas demandée, prévenez votre administrateur informatique.',
    it: 'La personne a refusé la demande, n’a pas répondu à temps, ou la méthode a échoué. Journaux de connexion > l’ID de corrélation > Détails de l’authentification montre l’étape et la raison. Une méthode perdue se remplace sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  mfa_enrolment: {
    person: 'Vous n’avez pas fini de configurer la seconde étape de connexion de votre entreprise.',
    remedy:
      'Reconnectez-vous et terminez la configuration que Microsoft affiche ; un téléphone avec Microsoft Authenticator est utile.',
    it: 'L’authentification multifacteur est exigée, et cette personne n’a inscrit aucune méthode. Elle peut le faire sur https://aka.ms/mfasetup. Si une stratégie l’en empêche, donnez un passe d’accès temporaire sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  telephone_limit: {
    person: 'Microsoft a envoyé pour l’instant trop de codes ou d’appels à votre téléphone.',
    remedy: 'Attendez quelques minutes et réessayez, ou utilisez l’application Authenticator.',
    it: 'La limite de SMS ou d’appels pour la seconde étape est atteinte. Elle se remet à zéro d’elle-même. Microsoft Authenticator et les clés d’accès n’ont pas cette limite.',
  },
  external_challenge: {
    person: 'Microsoft demande encore une étape, comme des conditions d’utilisation ou un second facteur.',
    remedy: 'Reconnectez-vous et terminez cette étape.',
    it: 'Un contrôle personnalisé, une méthode d’authentification externe ou des conditions d’utilisation n’ont pas été satisfaits. Journaux de connexion > l’ID de corrélation > Accès conditionnel nomme la stratégie qui le demande.',
  },
  confirmation_page: {
    person: 'Microsoft vous demande seulement de confirmer quelque chose.',
    remedy: 'Répondez à la question de Microsoft, et la connexion continue.',
    it: '« Rester connecté ? » ou « Essayez-vous de vous connecter à TMAS ? » interrompt la connexion. Le journal l’indique comme une erreur, mais ce n’en est pas une.',
  },
  sign_in_again: {
    person: 'Votre connexion à Microsoft n’est plus valable.',
    remedy: 'Reconnectez-vous.',
    it: 'La session a été révoquée, ou terminée par un changement de mot de passe ou la fréquence de connexion d’une stratégie. Une nouvelle connexion interactive suffit. Si cela revient aussitôt, regardez les contrôles de session de l’accès conditionnel et l’horloge de l’appareil.',
  },
  broker_app: {
    person: 'Votre téléphone a besoin de l’application de Microsoft pour se connecter.',
    remedy: 'Installez Microsoft Authenticator (ou Portail d’entreprise) et reconnectez-vous.',
    it: 'Une stratégie demande une connexion liée à l’appareil sur téléphone, et il y faut l’application d’intermédiation. Excluez TMAS là où ce n’est pas voulu.',
  },
  windows_hello: {
    person: 'Windows Hello n’est pas, ou n’est plus, configuré sur cet appareil.',
    remedy:
      'Connectez-vous avec votre mot de passe ou une autre méthode, puis configurez de nouveau Windows Hello.',
    it: 'La clé de l’appareil est inconnue d’Entra, ou sa configuration n’a pas été terminée. Supprimez la méthode sous Utilisateurs > la personne > Méthodes d’authentification, et inscrivez l’appareil à nouveau (dsregcmd /status montre son état).',
  },
  passkey_refused: {
    person: 'Microsoft n’a pas accepté la clé d’accès.',
    remedy:
      'Réessayez, ou choisissez une autre façon de vous connecter. En cas de nouvel échec, adressez-vous à votre administrateur informatique.',
    it: 'La réponse de la clé ne correspondait pas à la question de Microsoft, est venue trop tard, ou la clé n’est pas inscrite pour ce compte. Si cela se reproduit, supprimez la clé sous Utilisateurs > la personne > Méthodes d’authentification et faites-la réinscrire.',
  },
  temporary_pass: {
    person: 'Votre passe d’accès temporaire n’est pas valable.',
    remedy: 'Demandez-en un nouveau à votre administrateur informatique.',
    it: 'Le passe est faux, a expiré, a déjà servi, ou doit être utilisé ailleurs. Créez-en un nouveau : Utilisateurs > la personne > Méthodes d’authentification > Ajouter une méthode d’authentification > Passe d’accès temporaire.',
  },
  browser_storage: {
    person: 'Votre navigateur empêche la page de Microsoft de garder ce dont elle a besoin.',
    remedy:
      'Autorisez les cookies et les données de site pour la page de Microsoft, levez pour elle la protection stricte contre le suivi, et réessayez.',
    it: 'Le navigateur bloque les cookies ou le stockage pour la page de connexion. Autorisez par stratégie les cookies et les données de site pour login.microsoftonline.com, et cherchez une extension ou une protection stricte contre le suivi qui les bloque.',
  },
  browser_outdated: {
    person: 'Ce navigateur, ou l’application qui affiche la page, est trop ancien pour Microsoft.',
    remedy: 'Mettez-le à jour, ou ouvrez TMAS dans un autre navigateur.',
    it: 'Le WebView d’Android est plus ancien que ce que Microsoft prend en charge. Mettez à jour Android System WebView ou Chrome sur l’appareil, ou faites ouvrir TMAS dans le navigateur et non dans une autre application.',
  },
  other_service: {
    person: 'Une liaison entre votre compte et un autre service n’est pas terminée.',
    remedy: 'Suivez la page de Microsoft jusqu’au bout, puis reconnectez-vous.',
    it: 'La liaison du compte avec un fournisseur d’identité ou un service externe (LinkedIn par exemple) n’est pas terminée. TMAS n’en a pas besoin ; regardez sous Identités externes > Tous les fournisseurs d’identité.',
  },
  federation: {
    person: 'Le service de connexion de votre entreprise n’a pas donné à Microsoft une réponse valable.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Le fournisseur d’identité fédéré (AD FS ou un autre) a envoyé un jeton qu’Entra refuse, ou la fédération du domaine n’est pas configurée. Vérifiez les paramètres de fédération du domaine (Get-MgDomainFederationConfiguration), l’horloge, l’émetteur et le certificat du fournisseur, et Entra Connect.',
  },
  federation_busy: {
    person: 'Le système de connexion de votre entreprise n’a pas répondu à Microsoft à l’instant.',
    remedy:
      'Réessayez dans une minute. En cas de nouvel échec, adressez-vous à votre administrateur informatique.',
    it: 'Le fournisseur d’identité fédéré est indisponible ou a eu une défaillance passagère. Si elle dure, vérifiez qu’il est joignable, et ses journaux : l’ID de corrélation et l’heure aident à retrouver la demande.',
  },
  federation_domain: {
    person: 'Le système de connexion de votre entreprise ne peut pas servir avec cette adresse.',
    remedy: 'Demandez à votre administrateur informatique de vérifier l’adresse.',
    it: 'Le domaine de l’adresse ne fait pas partie de ceux dont le fournisseur d’identité fédéré peut répondre. Ajoutez le domaine à la fédération dans Entra (Identités externes > Tous les fournisseurs d’identité, ou les paramètres de fédération du domaine).',
  },
  federation_certificate: {
    person: 'Microsoft n’accepte plus le certificat du service de connexion de votre entreprise.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Le fournisseur d’identité fédéré signe avec une clé qu’Entra ne connaît pas : son certificat a été renouvelé. Mettez à jour le certificat de signature du domaine fédéré (Update-MgDomainFederationConfiguration, ou Update-AdfsCertificate avec actualisation des métadonnées).',
  },
  federation_claims: {
    person: 'Le service de connexion de votre entreprise n’en dit pas assez sur vous à Microsoft.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Il manque une revendication dans l’assertion du fournisseur, ou elle en contient une fausse : l’ID immuable (ancre source), ou une adresse e-mail ou un NameID étranger au domaine fédéré. Corrigez ses règles de revendication.',
  },
  federation_method: {
    person: 'Vous vous êtes connecté dans votre entreprise d’une autre façon que celle exigée maintenant.',
    remedy: 'Déconnectez-vous de Microsoft, fermez le navigateur, et reconnectez-vous.',
    it: 'La session chez le fournisseur d’identité a été ouverte avec une autre méthode que celle que nomme la demande (RequestedAuthnContext). TMAS n’en demande aucune ; regardez les paramètres de fédération, et faites se reconnecter la personne.',
  },
  claims_transformation: {
    person: 'Les paramètres de votre entreprise pour TMAS chez Microsoft provoquent une erreur.',
    remedy:
      'Demandez à votre administrateur informatique de vérifier les revendications de l’application TMAS.',
    it: 'Un mappage ou une transformation de revendications de cette application échoue. Corrigez-le ou supprimez-le : Applications d’entreprise > TMAS > Authentification unique > Attributs et revendications, et les stratégies de mappage attribuées à l’application. TMAS n’en a besoin d’aucun.',
  },
  certificate_sign_in: {
    person: 'Microsoft n’a pas pu vérifier le certificat avec lequel vous vous êtes connecté.',
    remedy: 'Connectez-vous d’une autre façon, et prévenez votre administrateur informatique.',
    it: 'Authentification par certificat : la chaîne n’est pas complète, ou la liste de révocation (CRL) ne peut pas être lue. Vérifiez les autorités de certification (Infrastructure à clé publique) dans le centre d’administration Entra, et que l’adresse de la CRL est publique, joignable et pas trop volumineuse.',
  },
  certificate_list_pending: {
    person: 'Microsoft est encore en train de chercher la liste qui sert à vérifier votre certificat.',
    remedy: 'Attendez quelques minutes et réessayez.',
    it: 'Authentification par certificat : la liste de révocation (CRL) est en cours de téléchargement. Si cela dure, vérifiez sous Infrastructure à clé publique que son adresse est publique, joignable, et la liste pas trop grande.',
  },
  certificate_revoked: {
    person: 'Le certificat avec lequel vous vous êtes connecté n’est pas valable.',
    remedy:
      'Connectez-vous autrement, et demandez un nouveau certificat à votre administrateur informatique.',
    it: 'Le certificat a été révoqué, ou la preuve n’a pas été signée avec sa clé. Émettez-en un nouveau, ou vérifiez l’infrastructure à clé publique et sa liste de révocation.',
  },
  certificate_choice: {
    person: 'Microsoft n’a reçu aucun certificat utilisable.',
    remedy:
      'Réessayez et choisissez le bon certificat quand le navigateur le demande. S’il n’y en a pas, adressez-vous à votre administrateur informatique.',
    it: 'Aucun certificat n’est arrivé, ou celui qui a été choisi ne convient pas à ce compte. Un proxy qui inspecte TLS le supprime : excluez certauth.login.microsoftonline.com de l’inspection. Vérifiez la liaison de nom d’utilisateur de l’authentification par certificat.',
  },
  pass_through_agents: {
    person: 'Microsoft ne peut pas joindre l’annuaire de votre entreprise pour le moment.',
    remedy:
      'Réessayez dans quelques minutes. Si cela échoue encore, prévenez votre administrateur informatique.',
    it: 'Authentification directe : aucun agent ne répond, ou il ne joint pas Active Directory. Voyez Entra Connect > Connect Sync > Authentification directe pour l’état des agents, et le journal de l’agent sur son serveur.',
  },
  logon_hours: {
    person: 'Votre entreprise ne vous permet pas de vous connecter à cette heure.',
    remedy: 'Réessayez aux heures permises, ou adressez-vous à votre administrateur informatique.',
    it: 'Active Directory limite les heures d’ouverture de session de ce compte, et l’authentification directe les respecte. Utilisateurs et ordinateurs Active Directory > la personne > Compte > Horaires d’accès.',
  },
  windows_sign_in: {
    person: 'La connexion avec votre compte Windows n’a pas fonctionné.',
    remedy: 'Saisissez votre adresse et votre mot de passe sur la page de Microsoft.',
    it: 'L’authentification unique transparente ou l’authentification Windows intégrée a échoué, et Entra revient au mot de passe. Si elle doit fonctionner : vérifiez la clé Kerberos d’AZUREADSSOACC, la zone intranet du navigateur et l’horloge de l’appareil.',
  },
  too_slow: {
    person: 'Cette connexion a duré trop longtemps.',
    remedy: 'Recommencez depuis la page de connexion de TMAS.',
    it: 'La page est restée ouverte, ou le code a été présenté trop tard. Il n’y a rien à modifier. Si cela arrive à tout le monde, l’horloge du serveur de TMAS doit être vérifiée (assistance TMAS).',
  },
  mixed_up_tabs: {
    person: 'La page de Microsoft n’appartient plus à cette connexion.',
    remedy: 'Fermez les autres onglets de Microsoft, autorisez les cookies, et recommencez depuis TMAS.',
    it: 'Plusieurs onglets, une page de Microsoft mise en favori, le bouton Précédent ou des cookies bloqués. Autorisez les cookies de login.microsoftonline.com, et faites mettre en favori TMAS plutôt que la page de Microsoft.',
  },
  used_twice: {
    person: 'Cette connexion a déjà été utilisée.',
    remedy: 'Recommencez avec « Se connecter avec Microsoft ».',
    it: 'Un code d’autorisation ne sert qu’une fois ; un rechargement, un second clic ou un proxy d’inspection l’a envoyé deux fois. Si cela arrive régulièrement, vérifiez si un produit de sécurité ouvre les adresses avant la personne.',
  },
  page_reloaded: {
    person: 'Une page du milieu de la connexion a été ouverte seule.',
    remedy: 'Recommencez depuis la page de connexion de TMAS.',
    it: 'Une adresse qui n’accepte que des formulaires a été ouverte comme une page : par un rechargement, un favori ou l’historique. Il n’y a rien à modifier.',
  },
  answer_unusable: {
    person: 'Microsoft a refusé de terminer cette connexion.',
    remedy:
      'Recommencez dans une seule fenêtre ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'Le code ou sa preuve (vérificateur PKCE) a été refusé, le plus souvent après deux connexions en même temps ou à cause d’une adresse tronquée. Il n’y a rien à modifier dans Entra ; l’assistance TMAS peut le retrouver par la référence.',
  },
  microsoft_busy: {
    person: 'Microsoft a un problème temporaire.',
    remedy: 'Attendez une minute et réessayez.',
    it: 'Un problème temporaire du côté de Microsoft. S’il dure, consultez l’intégrité des services dans le centre d’administration Microsoft 365, ou https://status.cloud.microsoft.',
  },
  microsoft_fault: {
    person: 'Microsoft a une défaillance qu’un nouvel essai ne résout pas.',
    remedy: 'Envoyez le texte de la page de Microsoft à votre administrateur informatique.',
    it: 'Microsoft signale une défaillance de son propre service, que la répétition ne résout pas. Ouvrez une demande de support chez Microsoft (centre d’administration Entra > Apprentissage et support > Nouvelle demande de support) avec l’ID de corrélation, l’ID de demande et l’heure.',
  },
  throttled: {
    person: 'Microsoft limite les demandes de votre entreprise pour le moment.',
    remedy: 'Attendez une minute et réessayez.',
    it: 'Le locataire a fait trop de demandes en peu de temps. Les journaux de connexion montrent quelle application ou quel script en est la cause.',
  },
  request_loop: {
    person: 'La connexion tournait en rond, et Microsoft l’a arrêtée.',
    remedy: 'Fermez tous les onglets de TMAS, attendez quelques minutes, et reconnectez-vous.',
    it: 'Microsoft a vu la même demande encore et encore du même navigateur. Des cookies bloqués pour TMAS en sont une cause habituelle. Si cela arrive à beaucoup de personnes, prévenez l’assistance TMAS.',
  },
  application_unknown: {
    person: 'Microsoft ne trouve pas TMAS dans votre organisation.',
    remedy:
      'Prévenez l’assistance TMAS, et demandez à votre responsable TMAS si l’Azure Tenant ID est juste.',
    it: 'L’application est inconnue de l’annuaire interrogé. Causes possibles : un ID de locataire incorrect dans TMAS (Avancé > Azure Tenant ID), une application d’entreprise supprimée, un autre cloud, ou l’ID client de TMAS lui-même. Comparez le locataire avec Vue d’ensemble > ID de locataire, et vérifiez si Applications d’entreprise contient TMAS ; le reste revient à l’assistance TMAS.',
  },
  redirect_uri: {
    person: 'Microsoft ne connaît pas l’adresse à laquelle TMAS veut revenir.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème. Envoyez-lui le texte de Microsoft.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification doit contenir exactement l’adresse de redirection, de type Web : l’origine de TMAS_URL suivie de /sign-in/microsoft/callback. Il n’y a rien à modifier dans le locataire du client.',
  },
  platform_type: {
    person: 'TMAS est inscrit chez Microsoft d’une façon qui ne fonctionne pas.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification : l’adresse de redirection doit être de type Web, et non Application monopage ou Mobile. Un proxy ne doit pas ajouter d’en-tête Origin aux demandes de TMAS.',
  },
  secret_wrong: {
    person: 'Microsoft n’accepte pas le mot de passe propre à TMAS.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème. Tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : ENTRA_CLIENT_SECRET doit être la Valeur du secret et non son ID (Inscriptions d’applications > TMAS > Certificats et secrets). Créez-en un nouveau, ou mieux un certificat, et redémarrez.',
  },
  secret_expired: {
    person: 'Le mot de passe propre à TMAS chez Microsoft a expiré.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème. Tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : tous les secrets clients configurés ont expiré, et plus aucun client ne peut se connecter. Sous Inscriptions d’applications > TMAS > Certificats et secrets, ajoutez de nouvelles informations d’identification (un certificat est préférable), configurez-les et redémarrez. Vous pouvez en configurer deux à la fois, pour le prochain changement.',
  },
  certificate_refused: {
    person: 'Microsoft n’accepte pas le certificat propre à TMAS.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème. Tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : chargez le certificat de ENTRA_CLIENT_CERTIFICATE_FILE sous Inscriptions d’applications > TMAS > Certificats et secrets. Vérifiez qu’il est valable, que sa clé est RSA d’au moins 2048 bits et que l’horloge du serveur est juste : la demande signée n’est valable que quelques minutes.',
  },
  credential_refused: {
    person: 'Microsoft n’accepte pas la façon dont TMAS s’identifie.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème. Tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : les informations d’identification manquent, ou sont d’un type que l’inscription n’admet pas. Inscriptions d’applications > TMAS > Authentification : type Web, et aucun flux de client public. Certificats et secrets : des informations valables et configurées dans TMAS.',
  },
  single_tenant: {
    person: 'TMAS est inscrit chez Microsoft pour une seule organisation.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification > Types de comptes pris en charge doit être « Comptes dans un annuaire d’organisation » (signInAudience AzureADMultipleOrgs).',
  },
  registration_audience: {
    person: 'TMAS est inscrit chez Microsoft pour les seuls comptes personnels.',
    remedy: 'C’est à l’assistance TMAS de corriger cela.',
    it: 'Pour l’exploitant de TMAS : signInAudience de l’inscription doit être AzureADMultipleOrgs, affiché comme « Comptes dans un annuaire organisationnel » sous Inscriptions d’applications > TMAS > Authentification. Rien n’est à changer dans le locataire du client.',
  },
  allowed_tenants: {
    person: 'L’inscription de TMAS chez Microsoft n’admet pas encore votre organisation.',
    remedy: 'C’est à l’assistance TMAS de corriger cela : envoyez-lui le texte de Microsoft.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification > Comptes pris en charge est limité à certains locataires, et celui-ci n’est pas dans la liste. Ajoutez-le, ou mieux levez la restriction : la liste ne contient que 20 locataires, et TMAS vérifie lui-même lesquels sont ceux de ses clients.',
  },
  wrong_path: {
    person: 'TMAS a interrogé Microsoft à une adresse qui ne correspond pas à ce compte.',
    remedy:
      'Utilisez la page de connexion de TMAS ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'La demande ne nomme aucun locataire, ou prend un chemin (common, consumers) qui ne correspond pas à une application pour comptes professionnels et scolaires. TMAS utilise organizations ou l’ID de locataire : il s’agit probablement d’une adresse ancienne ou faite à la main. Sinon, c’est à l’exploitant de TMAS d’agir (ENTRA_AUTHORITY).',
  },
  other_cloud: {
    person: 'Votre compte se trouve dans un autre cloud de Microsoft que celui de TMAS.',
    remedy: 'Adressez-vous à votre administrateur informatique et à l’assistance TMAS.',
    it: 'Le locataire appartient à l’un des clouds de Microsoft (mondial, US Government, Chine, Bleu en France, Delos en Allemagne, GovSG à Singapour), et l’inscription de TMAS à un autre. Chaque cloud demande sa propre inscription ; demandez à l’assistance TMAS si TMAS y est proposé. Pour l’exploitant de TMAS : l’inscription et ENTRA_AUTHORITY doivent être du même cloud.',
  },
  service_not_in_tenant: {
    person: 'TMAS a demandé un service que l’organisation Microsoft de votre entreprise n’a pas.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème.',
    it: 'Une autorisation renvoie à un service sans principal dans le locataire. TMAS n’a besoin que de openid, profile et email de Microsoft Graph. Pour l’exploitant de TMAS : retirez toute autre autorisation de l’inscription.',
  },
  permissions_misconfigured: {
    person: 'Les autorisations que TMAS demande ne sont pas bien configurées.',
    remedy: 'C’est à l’assistance TMAS de résoudre le problème.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > API autorisées doit contenir openid, profile et email de Microsoft Graph (déléguées) et rien d’autre ; dans le manifeste, acceptMappedClaims est null ou false. Le consentement peut ensuite être demandé une fois de plus.',
  },
  grant_unsupported: {
    person: 'TMAS a fait une demande d’un type que Microsoft ne lui permet pas.',
    remedy: 'Recommencez ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'Pour l’exploitant de TMAS : l’inscription n’autorise pas ce type d’octroi ou d’assertion. TMAS n’utilise que le code d’autorisation ; cherchez un autre programme qui utilise le même ID client.',
  },
  request_malformed: {
    person: 'Microsoft n’a pas compris la demande de TMAS.',
    remedy:
      'Recommencez depuis la page de connexion ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'Un paramètre manque, est incorrect ou trop long. Les causes habituelles sont une page de Microsoft mise en favori, un proxy qui réécrit les demandes ou une adresse faite à la main. Si cela vient du bouton de TMAS, donnez la référence et l’ID de corrélation à l’assistance TMAS.',
  },
  saml_application: {
    person: 'Cette erreur relève d’une autre façon de se connecter que celle de TMAS.',
    remedy:
      'Demandez à votre administrateur informatique de regarder l’application nommée sur la page de Microsoft.',
    it: 'L’erreur relève de SAML, alors que TMAS se connecte avec OpenID Connect. Probablement, quelqu’un a créé une application distincte pour TMAS, ou la page concerne une autre application. Sous Applications d’entreprise, utilisez l’entrée créée par le consentement et supprimez celle qui a été faite à la main.',
  },
  ws_federation: {
    person: 'Cette page appartient à une autre façon de se connecter que celle de TMAS.',
    remedy: 'Recommencez par « Se connecter avec Microsoft » sur la page de connexion de TMAS.',
    it: 'L’erreur relève de WS-Federation, ou d’un jeton qu’un service échange contre un autre. TMAS se connecte avec OpenID Connect : un ancien favori ou une autre application en est la cause probable. Si elle vient du bouton de TMAS, l’assistance TMAS a besoin de la référence et de l’ID de corrélation.',
  },
  device_code: {
    person: 'Cette erreur relève d’une connexion par code sur un autre appareil, que TMAS n’utilise pas.',
    remedy: 'Partez de la page de connexion de TMAS.',
    it: 'Un code d’appareil était faux, expiré ou non confirmé. TMAS n’en utilise pas : c’est un autre programme. Si rien ne doit le faire dans votre entreprise, bloquez ce flux par l’accès conditionnel (condition Flux d’authentification).',
  },
  action_elsewhere: {
    person:
      'Votre entreprise exige une démarche qui se fait en dehors de cette connexion, par exemple l’inscription de votre appareil.',
    remedy: 'Demandez à votre administrateur informatique ce qui manque, puis reconnectez-vous.',
    it: 'Une condition de votre locataire ne peut pas être remplie pendant une connexion (l’erreur de Microsoft porte la mention « additional_action »), par exemple un appareil qui doit d’abord être inscrit. Journaux de connexion > l’ID de corrélation > Accès conditionnel indique la stratégie qui l’exige.',
  },
  message_shown: {
    person: 'Microsoft ne vous laisse pas entrer pour le moment et en affiche la raison sur sa propre page.',
    remedy: 'Reconnectez-vous, lisez ce qu’affiche la page de Microsoft et suivez-le.',
    it: 'L’erreur de Microsoft porte la mention « message_only » : une condition n’est pas remplie, et une nouvelle connexion ne fait qu’afficher le message correspondant. Journaux de connexion > l’ID de corrélation > Accès conditionnel nomme la stratégie.',
  },
  no_reason_given: {
    person: 'Microsoft a refusé la connexion sans donner de numéro qui en indique la raison.',
    remedy:
      'Réessayez. Si cela se reproduit, donnez la référence et l’heure à votre administrateur informatique.',
    it: 'Microsoft a envoyé une erreur sans numéro, ce qui laisse plusieurs causes possibles. Les journaux de connexion de votre centre d’administration Microsoft Entra (Surveillance et intégrité) contiennent la tentative sous le nom de la personne et à l’heure indiquée, avec la raison.',
  },
  cancelled: {
    person: 'La connexion a été annulée sur la page de Microsoft.',
    remedy:
      'Réessayez. Si la page de Microsoft demandait un administrateur, adressez-vous à votre administrateur informatique.',
    it: 'La personne est revenue sans se connecter ou sans consentir ; Microsoft ne dit pas à quelle étape. Si sa page demandait l’approbation d’un administrateur, consentez une fois pour tous : Applications d’entreprise > TMAS > Autorisations > Accorder un consentement d’administrateur.',
  },
  consent_question: {
    person: 'Ce n’est pas une erreur : Microsoft demande si TMAS peut lire votre nom et votre adresse.',
    remedy: 'Choisissez « Accepter » pour continuer.',
    it: 'La question de consentement ordinaire, pour openid, profile et email (déléguées). « Non vérifié » signifie seulement que Microsoft n’a pas vérifié l’éditeur. Pour épargner la question à tous, consentez pour l’organisation : Applications d’entreprise > TMAS > Autorisations > Accorder un consentement d’administrateur.',
  },
  sign_in_address: {
    person: 'Il n’y a pas d’erreur dans ce texte : c’est l’adresse de la page de connexion de Microsoft.',
    remedy:
      'Copiez le texte de la page elle-même, en entier. Si elle propose « Détails de la résolution des problèmes » ou « Plus de détails », ouvrez-les d’abord.',
    it: 'L’adresse contient ce que TMAS a demandé, et rien de la réponse de Microsoft. Les journaux de connexion de votre centre d’administration Microsoft Entra contiennent la tentative et sa raison.',
  },
  browser_page: {
    person: 'Cette page vient de votre navigateur, et non de Microsoft : il n’a pas pu ouvrir l’adresse.',
    remedy: 'Vérifiez le réseau ou le Wi-Fi de cet appareil, puis réessayez.',
    it: 'Aucune connexion n’a été établie (réseau, résolution de noms, proxy, certificat ou pare-feu). Les appareils doivent pouvoir joindre login.microsoftonline.com et l’adresse de TMAS en https.',
  },
  personal_account_code: {
    person: 'Ce numéro vient de la page des comptes Microsoft personnels.',
    remedy: 'Connectez-vous avec le compte professionnel ou scolaire de votre entreprise.',
    it: 'Les codes de huit chiffres qui commencent par 8004 relèvent du service des comptes Microsoft personnels (login.live.com) et ne sont pas des numéros AADSTS. TMAS accepte les comptes professionnels ou scolaires. Si une personne a les deux sous la même adresse, choisissez « Compte professionnel ou scolaire » sur la page de Microsoft, ou une fenêtre privée.',
  },
  windows_code: {
    person:
      'Ce code vient de Windows ou d’une application, et non de la page de connexion dans le navigateur.',
    remedy: 'Connectez-vous à TMAS dans un navigateur. En cas d’échec, copiez la page que Microsoft affiche.',
    it: 'Les codes qui commencent par CAA viennent du gestionnaire de comptes de Windows. Le numéro AADSTS à côté donne la raison ; s’il n’y en a pas, regardez dans l’Observateur d’événements sous Journaux des applications et des services > Microsoft > Windows > AAD, ou dans les journaux de connexion.',
  },
  office_code: {
    person:
      'Les numéros de ce texte appartiennent à une application Office, et non à la connexion Microsoft.',
    remedy:
      'Connectez-vous à TMAS dans un navigateur. Si cela échoue, copiez la page de Microsoft depuis celui-ci.',
    it: 'Des numéros comme [1001] et 3399614467 viennent des applications Office et ne sont pas des numéros AADSTS. S’il y a un ID de corrélation, les journaux de connexion de votre centre d’administration Microsoft Entra retrouvent la tentative et sa raison.',
  },
  unknown: {
    person: 'Microsoft a refusé la connexion pour une raison que TMAS ne connaît pas.',
    remedy: 'Envoyez le texte de Microsoft à votre administrateur informatique.',
    it: 'Ce numéro n’est pas dans notre catalogue. Microsoft l’explique à l’adresse de recherche. Les journaux de connexion de votre centre d’administration Microsoft Entra (Surveillance et intégrité) contiennent la tentative sous son ID de corrélation, avec la raison.',
  },
})
