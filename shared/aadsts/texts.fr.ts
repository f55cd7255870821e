import type { AadstsTexts } from './texts.en.ts'

export const texts: AadstsTexts = {
  tenant_not_found: {
    person: 'Microsoft ne connaît aucune organisation ayant l’ID de locataire que votre chaîne a dans TMAS.',
    remedy: 'Demandez à votre responsable TMAS de corriger l’Azure Tenant ID.',
    it: 'L’ID de locataire saisi dans TMAS n’appartient à aucun locataire de ce cloud. Dans le centre d’administration Microsoft Entra, ouvrez Vue d’ensemble et copiez l’ID de locataire ; le responsable TMAS le colle sous Administration > Gérer les emplacements > la chaîne > Avancé > Azure Tenant ID. Un ID d’application (client) ou un ID d’objet a la même forme : c’est l’erreur habituelle.',
  },
  code_of_other_tenant: {
    person: 'La réponse à cette connexion appartient à une autre organisation.',
    remedy: 'Recommencez depuis la page de connexion de TMAS.',
    it: 'Le code d’autorisation a été émis sur le chemin d’un locataire et présenté sur celui d’un autre. Rien n’est à changer dans Entra. Si cela se reproduit, l’assistance TMAS a besoin de la référence et de l’ID de corrélation.',
  },
  assignment_required: {
    person: 'Votre entreprise ne vous a pas attribué TMAS dans Microsoft Entra.',
    remedy: 'Demandez à votre administrateur informatique d’attribuer TMAS à vous ou à votre groupe.',
    it: 'L’application d’entreprise exige une affectation, et ce compte n’en a pas. Centre d’administration Microsoft Entra : Applications d’entreprise > TMAS > Utilisateurs et groupes > Ajouter un utilisateur/groupe, puis choisissez la personne ou un groupe dont elle est membre direct (les groupes imbriqués ne comptent pas). Ou mettez Propriétés > Affectation requise ? sur Non ; TMAS ne laisse de toute façon entrer que les personnes qui existent dans TMAS.',
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
  consent_collision: {
    person: 'Microsoft n’a pas pu enregistrer l’approbation la première fois.',
    remedy: 'Réessayez dans une minute ; prévenez votre administrateur informatique si cela se reproduit.',
    it: 'Deux approbations au même moment, ou une application du même nom, se sont gênées. TMAS figure le plus souvent quand même sous Applications d’entreprise. Sinon, ou si l’erreur demeure, répétez le consentement d’administrateur et cherchez une seconde entrée du même nom.',
  },
  consent_not_saved: {
    person: 'Microsoft a eu un trouble passager en enregistrant votre approbation.',
    remedy: 'Réessayez dans une minute.',
    it: 'Une défaillance passagère de Microsoft pendant l’écriture du consentement. Si elle dure, consultez l’intégrité des services dans le centre d’administration Microsoft 365, puis répétez le consentement.',
  },
  application_absent: {
    person: 'TMAS n’est pas approuvé dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique d’approuver TMAS.',
    it: 'Votre locataire n’a pas d’application d’entreprise pour TMAS, ou elle a été supprimée ; le consentement est donc à redonner. Utilisez le lien de consentement de TMAS pour votre locataire, ou faites se connecter une personne qui peut consentir ; vérifiez ensuite Applications d’entreprise > TMAS. Une entrée supprimée peut aussi être restaurée pendant 30 jours.',
  },
  application_risky: {
    person: 'Microsoft veut qu’un administrateur informatique examine TMAS avant son utilisation.',
    remedy: 'Demandez à votre administrateur informatique d’examiner et d’approuver TMAS.',
    it: 'Le consentement renforcé en cas de risque a arrêté la demande : un administrateur doit décider. Examinez l’éditeur et les autorisations (openid, profile, email ; déléguées) et accordez le consentement sous Applications d’entreprise > TMAS > Autorisations. Le réglage se trouve sous Applications d’entreprise > Consentement et autorisations > Paramètres de consentement utilisateur.',
  },
  application_blocked: {
    person: 'TMAS est bloqué dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de regarder l’application TMAS.',
    it: 'Regardez Applications d’entreprise > TMAS > Propriétés (Activé pour que les utilisateurs se connectent ? doit être sur Oui), ses Autorisations et son Accès conditionnel. Les journaux de connexion donnent la raison sous l’ID de corrélation. Si Microsoft lui-même a désactivé l’application, prévenez l’assistance TMAS.',
  },
  policy_blocked: {
    person: 'Une règle de sécurité de votre entreprise ne permet pas cette connexion.',
    remedy:
      'Essayez depuis un appareil ou un réseau de l’entreprise, sinon adressez-vous à votre administrateur informatique.',
    it: 'L’accès conditionnel a bloqué la connexion. Centre d’administration Microsoft Entra : Surveillance et intégrité > Journaux de connexion, cherchez l’ID de corrélation, ouvrez l’onglet Accès conditionnel : il nomme la stratégie et la condition non remplie. Modifiez la stratégie, excluez-en TMAS ou la personne, ou essayez un cas avec l’outil What If.',
  },
  policy_condition: {
    person:
      'Votre entreprise ne permet cette connexion que depuis certains appareils, lieux ou applications.',
    remedy:
      'Essayez depuis un appareil ou un réseau de l’entreprise, sinon adressez-vous à votre administrateur informatique.',
    it: 'Une condition de l’accès conditionnel (appareil, lieu, risque ou application cliente) n’est pas remplie. Journaux de connexion > l’ID de corrélation > Accès conditionnel montre laquelle. Le réseau d’un magasin s’ajoute sous Accès conditionnel > Emplacements nommés.',
  },
  security_defaults: {
    person:
      'La protection de base du Microsoft Entra de votre entreprise ne permet pas cette sorte de connexion.',
    remedy: 'Essayez avec un navigateur récent, sinon adressez-vous à votre administrateur informatique.',
    it: 'Les paramètres de sécurité par défaut ont bloqué la demande comme authentification héritée. TMAS se connecte avec OpenID Connect dans un navigateur : cherchez un navigateur ancien ou intégré à une application. Le réglage est sous Vue d’ensemble > Propriétés > Paramètres de sécurité par défaut.',
  },
  device_not_compliant: {
    person: 'Votre entreprise ne permet cette connexion que depuis un appareil conforme à ses règles.',
    remedy:
      'Utilisez un appareil de l’entreprise, ou mettez celui-ci en ordre avec l’application Portail d’entreprise.',
    it: 'L’accès conditionnel exige un appareil conforme. Dans le centre d’administration Microsoft Intune, regardez Appareils > l’appareil > Conformité de l’appareil, et les informations sur l’appareil de l’entrée dans les journaux de connexion : un ID d’appareil vide signifie que le navigateur ne l’a pas identifié (fenêtre privée, ou navigateur sans l’extension d’authentification unique). Sinon, excluez TMAS ou ces magasins de la stratégie.',
  },
  device_not_registered: {
    person: 'Votre entreprise ne permet cette connexion que depuis un appareil qu’elle gère.',
    remedy:
      'Utilisez un appareil de l’entreprise, ou ajoutez celui-ci sous Paramètres > Comptes > Accès Professionnel ou Scolaire.',
    it: 'L’accès conditionnel exige un appareil inscrit, joint ou joint de façon hybride ; celui-ci ne l’est pas, ou le navigateur ne l’a pas identifié. Vérifiez Appareils > Tous les appareils, colonne Type de jointure, et les informations sur l’appareil de l’entrée dans les journaux de connexion. Sinon, excluez TMAS ou ces magasins de la stratégie.',
  },
  device_authentication: {
    person: 'Microsoft n’a pas pu reconnaître cet appareil.',
    remedy:
      'Connectez-vous sur un appareil de l’entreprise, dans un navigateur connecté à votre compte professionnel.',
    it: 'L’authentification de l’appareil a été demandée et a échoué. Vérifiez que l’appareil est activé sous Appareils > Tous les appareils, que son inscription est entière (dsregcmd /status sous Windows), et que le navigateur peut la présenter : Edge avec le profil professionnel, ou Chrome et Firefox avec l’extension d’authentification unique de Microsoft ; pas de fenêtre privée.',
  },
  device_platform: {
    person: 'Votre entreprise ne permet pas ce type d’appareil.',
    remedy: 'Utilisez un autre appareil, sinon adressez-vous à votre administrateur informatique.',
    it: 'Une stratégie d’accès conditionnel exclut cette plateforme ou ne la connaît pas. Journaux de connexion > l’ID de corrélation > Accès conditionnel nomme la stratégie ; voyez sa condition Plateformes d’appareils.',
  },
  device_disabled: {
    person: 'Cet appareil est désactivé dans le Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de l’activer, ou utilisez un autre appareil.',
    it: 'Appareils > Tous les appareils > l’appareil > Activer. Un appareil est désactivé par un administrateur ou par un nettoyage de ceux qui ne servent plus.',
  },
  guest_device: {
    person: 'L’entreprise que vous visitez n’accepte pas encore votre appareil.',
    remedy: 'Adressez-vous à l’administrateur informatique de l’entreprise dont vous voyez les magasins.',
    it: 'Un invité doit avoir un appareil conforme, et votre locataire ne fait pas confiance à la conformité déclarée par le sien. Identités externes > Paramètres d’accès interlocataire > l’organisation > Accès entrant > Paramètres d’approbation : approuvez les appareils conformes (et joints de façon hybride) ; ou excluez les invités de la stratégie.',
  },
  client_app_not_approved: {
    person: 'Votre entreprise ne permet cette connexion que depuis des applications approuvées.',
    remedy: 'Utilisez le navigateur que votre entreprise prescrit, par exemple Microsoft Edge.',
    it: 'L’accès conditionnel demande une application cliente approuvée ou une stratégie de protection des applications. TMAS fonctionne dans un navigateur : sur les téléphones, autorisez Microsoft Edge, ou excluez TMAS de ce contrôle d’octroi.',
  },
  tenant_restrictions: {
    person: 'Le réseau où vous êtes ne permet pas cette organisation ou cette application.',
    remedy: 'Essayez depuis un autre réseau, sinon adressez-vous à l’administrateur de ce réseau.',
    it: 'Les restrictions de locataire du proxy ou de l’appareil bloquent. Version 1 : ajoutez le locataire à l’en-tête Restrict-Access-To-Tenants du proxy. Version 2 : Identités externes > Paramètres d’accès interlocataire > Restrictions de locataire, autorisez l’organisation et l’application TMAS.',
  },
  cross_tenant_access: {
    person: 'Votre entreprise et celle que vous visitez ne permettent pas ensemble cette connexion.',
    remedy:
      'Adressez-vous à l’administrateur informatique de votre entreprise ; l’autre devra peut-être agir aussi.',
    it: 'L’accès interlocataire bloque un invité : en sortie dans son propre locataire (500212), en entrée dans le locataire visité (500213), ou entre clouds (1000104). Identités externes > Paramètres d’accès interlocataire, dans les deux locataires : autorisez l’organisation, ses personnes et l’application TMAS ; pour un autre cloud, aussi les paramètres de cloud Microsoft.',
  },
  mfa_setup_blocked: {
    person: 'Votre entreprise ne vous laisse pas configurer d’ici la seconde étape de connexion.',
    remedy:
      'Configurez-la dans le réseau de votre entreprise, ou adressez-vous à votre administrateur informatique.',
    it: 'L’inscription des informations de sécurité est bloquée par un risque ou un lieu. Vérifiez la stratégie d’accès conditionnel pour l’action « Inscrire des informations de sécurité », le risque de la personne sous Protection des identités > Utilisateurs à risque, ou donnez un passe d’accès temporaire sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  user_at_risk: {
    person: 'Microsoft tient votre compte pour menacé et l’a bloqué.',
    remedy: 'Demandez à votre administrateur informatique de vérifier votre compte.',
    it: 'Protection des identités > Utilisateurs à risque > la personne : examinez les détections, puis confirmez la sécurité ou ignorez le risque, ou faites réinitialiser le mot de passe. C’est la stratégie de risque utilisateur qui bloque.',
  },
  minor_blocked: {
    person: 'Votre entreprise ne permet pas cette application à votre tranche d’âge.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Le compte passe pour celui d’un mineur sans consentement : Utilisateurs > la personne > Propriétés, groupe d’âge et consentement fourni pour les mineurs. Corrigez ce qui est faux.',
  },
  external_mfa: {
    person: 'La seconde étape de connexion de votre entreprise n’a pas donné à Microsoft ce qu’il attend.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Une méthode d’authentification externe, un contrôle personnalisé ou un contrôle de session n’a pas rendu ce que la stratégie demande, ou ne convient pas aux comptes en authentification directe. Vérifiez Méthodes d’authentification > la méthode externe, et les contrôles d’octroi et de session de la stratégie ; Journaux de connexion > l’ID de corrélation > Détails de l’authentification montre l’étape.',
  },
  personal_account: {
    person: 'Ceci est un compte Microsoft personnel.',
    remedy: 'Connectez-vous avec le compte professionnel ou scolaire fourni par votre entreprise.',
    it: 'TMAS n’accepte que les comptes professionnels ou scolaires. Si une personne a les deux sous la même adresse, choisissez « Compte professionnel ou scolaire » sur la page de Microsoft, ou une fenêtre privée.',
  },
  guest_path: {
    person: 'Un invité doit entrer par l’adresse de connexion propre à la chaîne.',
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
    it: 'Une demande silencieuse n’a trouvé aucune session. C’est normal, une ligne du journal et non une faute ; la connexion interactive suit.',
  },
  account_of_other_company: {
    person: 'Le compte que vous avez choisi n’appartient pas au Microsoft de votre entreprise.',
    remedy:
      'Reconnectez-vous avec votre compte professionnel ; si vous n’en avez pas, adressez-vous à votre administrateur informatique.',
    it: 'Le compte est personnel ou d’une autre entreprise, et inconnu de votre locataire. Le plus souvent, le navigateur a proposé le mauvais compte : prenez-en un autre, ou une fenêtre privée. Si cette personne doit entrer comme invitée : Utilisateurs > Nouvel utilisateur > Inviter un utilisateur externe ; elle utilise ensuite l’adresse de connexion propre à la chaîne.',
  },
  account_not_added: {
    person: 'Votre compte n’a pas été ajouté au Microsoft Entra de votre entreprise.',
    remedy: 'Demandez à votre administrateur informatique de l’ajouter.',
    it: 'L’authentification unique n’a trouvé le compte dans aucun locataire demandé par TMAS. Ajoutez-le sous Utilisateurs > Nouvel utilisateur, ou invitez-le comme utilisateur externe ; attribuez-lui TMAS là où l’affectation est requise.',
  },
  account_unknown: {
    person: 'Microsoft ne connaît pas cette adresse dans votre entreprise.',
    remedy: 'Vérifiez l’orthographe et connectez-vous avec l’adresse de votre compte professionnel.',
    it: 'Ce compte n’existe pas dans l’annuaire, ou le domaine ne convient pas à cette sorte de compte. Cherchez-le sous Utilisateurs > Tous les utilisateurs par nom d’utilisateur principal ; il peut différer de l’adresse e-mail. TMAS a besoin de l’adresse de connexion : corrigez l’adresse dans TMAS si les deux diffèrent.',
  },
  account_disabled: {
    person: 'Votre compte Microsoft est désactivé.',
    remedy: 'Demandez à votre administrateur informatique de l’activer.',
    it: 'Utilisateurs > Tous les utilisateurs > la personne > Propriétés > Compte activé. Avec la synchronisation d’annuaires, il s’active dans l’annuaire local.',
  },
  account_locked: {
    person: 'Votre compte Microsoft est verrouillé pour un moment, après trop d’essais faux.',
    remedy:
      'Attendez quelques minutes et réessayez, ou réinitialisez votre mot de passe sur la page de Microsoft.',
    it: 'Verrouillage intelligent, ou une adresse que Microsoft tient pour malveillante. Le verrou s’ouvre de lui-même ; les seuils sont sous Méthodes d’authentification > Protection par mot de passe. Voyez dans les journaux de connexion si les essais venaient de la personne.',
  },
  invitation_open: {
    person: 'Vous n’avez pas encore accepté l’invitation comme invité.',
    remedy: 'Ouvrez l’e-mail d’invitation de Microsoft et acceptez-la, puis reconnectez-vous.',
    it: 'Utilisateurs > l’invité > l’état de l’invitation est « En attente d’acceptation ». Renvoyez l’invitation à cet endroit (Gérer > Renvoyer l’invitation).',
  },
  password_wrong: {
    person: 'Microsoft n’a pas accepté l’adresse ou le mot de passe.',
    remedy: 'Réessayez, ou choisissez « J’ai oublié mon mot de passe » sur la page de Microsoft.',
    it: 'Nom d’utilisateur ou mot de passe faux chez Microsoft ; TMAS ne voit ni l’un ni l’autre. Réinitialisez-le sous Utilisateurs > la personne > Réinitialiser le mot de passe, ou permettez la réinitialisation en libre-service. Avec la synchronisation des hachages, un nouveau mot de passe peut prendre quelques minutes.',
  },
  password_expired: {
    person: 'Votre mot de passe Microsoft a expiré ou doit être changé.',
    remedy: 'Changez-le sur la page de Microsoft ou sur votre ordinateur, puis reconnectez-vous.',
    it: 'Le mot de passe est échu, localement ou dans Entra, ou doit être changé à cause d’un risque. Si les personnes ne peuvent pas le changer elles-mêmes, réinitialisez-le sous Utilisateurs > la personne ; pour les comptes locaux, la réécriture du mot de passe doit être active.',
  },
  password_change: {
    person: 'Microsoft veut d’abord que vous changiez ou confirmiez votre mot de passe.',
    remedy: 'Suivez la page de Microsoft jusqu’au bout, puis connectez-vous à TMAS.',
    it: 'La connexion a été interrompue par un changement ou une réinitialisation du mot de passe, qui a échoué ou n’est pas terminé (ancien mot de passe faux, règles non respectées, annuaire local injoignable). Vérifiez la réinitialisation du mot de passe et, avec la réécriture, l’état d’Entra Connect.',
  },
  mfa_required: {
    person: 'Microsoft demande une seconde étape pour prouver que c’est bien vous.',
    remedy: 'Reconnectez-vous et terminez l’étape, par exemple dans l’application Authenticator.',
    it: 'L’authentification multifacteur est exigée par une stratégie, un lieu ou l’âge de la dernière, et n’a pas été terminée. Journaux de connexion > l’ID de corrélation > Détails de l’authentification montre l’étape. Qui a perdu sa méthode en reçoit une nouvelle sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  mfa_enrolment: {
    person: 'Vous n’avez pas fini de configurer la seconde étape de connexion de votre entreprise.',
    remedy:
      'Reconnectez-vous et terminez la configuration que Microsoft affiche ; un téléphone avec Microsoft Authenticator est utile.',
    it: 'L’authentification multifacteur est exigée, et cette personne n’a inscrit aucune méthode. Elle peut le faire sur https://aka.ms/mfasetup. Si une stratégie l’en empêche, donnez un passe d’accès temporaire sous Utilisateurs > la personne > Méthodes d’authentification.',
  },
  external_challenge: {
    person: 'Microsoft demande encore une étape, comme des conditions d’utilisation ou un second facteur.',
    remedy: 'Reconnectez-vous et terminez cette étape.',
    it: 'Un contrôle personnalisé, une méthode d’authentification externe ou des conditions d’utilisation n’ont pas été satisfaits. Journaux de connexion > l’ID de corrélation > Accès conditionnel nomme la stratégie qui le demande.',
  },
  confirmation_page: {
    person: 'Microsoft vous demande seulement de confirmer quelque chose.',
    remedy: 'Répondez à la question de Microsoft, et la connexion continue.',
    it: '« Rester connecté ? » ou « Essayez-vous de vous connecter à TMAS ? » interrompt la connexion. Le journal le note comme une erreur, et ce n’en est pas une.',
  },
  sign_in_again: {
    person: 'Votre connexion chez Microsoft n’est plus valable.',
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
  other_service: {
    person: 'Un lien de votre compte avec un autre service n’est pas terminé.',
    remedy: 'Suivez la page de Microsoft jusqu’au bout, puis reconnectez-vous.',
    it: 'La liaison du compte avec un fournisseur d’identité ou un service externe (LinkedIn par exemple) n’est pas terminée. TMAS n’en a pas besoin ; regardez sous Identités externes > Tous les fournisseurs d’identité.',
  },
  federation: {
    person: 'La connexion propre à votre entreprise n’a pas donné à Microsoft une réponse valable.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Le fournisseur d’identité fédéré (AD FS ou un autre) a envoyé un jeton qu’Entra refuse, ou la fédération du domaine n’est pas configurée. Vérifiez les paramètres de fédération du domaine (Get-MgDomainFederationConfiguration), l’horloge, l’émetteur et le certificat du fournisseur, et Entra Connect.',
  },
  federation_certificate: {
    person: 'Le certificat de la connexion propre à votre entreprise ne convient plus à Microsoft.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'Le fournisseur d’identité fédéré signe avec une clé qu’Entra ne connaît pas : son certificat a été renouvelé. Mettez à jour le certificat de signature du domaine fédéré (Update-MgDomainFederationConfiguration, ou Update-AdfsCertificate avec actualisation des métadonnées).',
  },
  federation_claims: {
    person: 'La connexion propre à votre entreprise n’en dit pas assez sur vous à Microsoft.',
    remedy: 'Adressez-vous à votre administrateur informatique.',
    it: 'L’assertion du fournisseur manque d’une revendication ou en contient une fausse : l’ID immuable (ancre source), ou une adresse e-mail ou un NameID étranger au domaine fédéré. Corrigez ses règles de revendication.',
  },
  federation_method: {
    person: 'Vous étiez connecté dans votre entreprise d’une autre façon que celle demandée maintenant.',
    remedy: 'Déconnectez-vous de Microsoft, fermez le navigateur, et reconnectez-vous.',
    it: 'La session chez le fournisseur d’identité a été ouverte avec une autre méthode que celle que nomme la demande (RequestedAuthnContext). TMAS n’en demande aucune ; regardez les paramètres de fédération, et faites se reconnecter la personne.',
  },
  certificate_sign_in: {
    person: 'Microsoft n’a pas pu vérifier le certificat avec lequel vous vous êtes connecté.',
    remedy: 'Connectez-vous d’une autre façon, et prévenez votre administrateur informatique.',
    it: 'Authentification par certificat : la chaîne n’est pas complète, ou la liste de révocation (CRL) ne peut pas être lue. Vérifiez les autorités de certification (Infrastructure à clé publique) dans le centre d’administration Entra, et que l’adresse de la CRL est publique, joignable et pas trop volumineuse.',
  },
  pass_through_agents: {
    person: 'Microsoft ne peut pas joindre l’annuaire de votre entreprise pour le moment.',
    remedy: 'Réessayez dans quelques minutes, sinon prévenez votre administrateur informatique.',
    it: 'Authentification directe : aucun agent ne répond, ou il ne joint pas Active Directory. Voyez Entra Connect > Connect Sync > Authentification directe pour l’état des agents, et le journal de l’agent sur son serveur.',
  },
  windows_sign_in: {
    person: 'La connexion avec votre compte Windows n’a pas fonctionné.',
    remedy: 'Saisissez votre adresse et votre mot de passe sur la page de Microsoft.',
    it: 'L’authentification unique transparente ou l’authentification Windows intégrée a échoué, et Entra revient au mot de passe. Si elle doit fonctionner : vérifiez la clé Kerberos d’AZUREADSSOACC, la zone intranet du navigateur et l’horloge de l’appareil.',
  },
  too_slow: {
    person: 'Cette connexion a duré trop longtemps.',
    remedy: 'Recommencez depuis la page de connexion de TMAS.',
    it: 'La page est restée ouverte, ou le code a été présenté trop tard. Rien n’est à changer. Si cela arrive à tous, l’horloge du serveur de TMAS est à comparer (assistance TMAS).',
  },
  mixed_up_tabs: {
    person: 'La page de Microsoft n’appartient plus à cette connexion.',
    remedy: 'Fermez les autres onglets de Microsoft, autorisez les cookies, et recommencez depuis TMAS.',
    it: 'Plusieurs onglets, une page de Microsoft mise en favori, le bouton Précédent ou des cookies bloqués. Autorisez les cookies de login.microsoftonline.com, et faites mettre en favori TMAS plutôt que la page de Microsoft.',
  },
  used_twice: {
    person: 'Cette connexion a déjà été utilisée.',
    remedy: 'Recommencez avec « Se connecter avec Microsoft ».',
    it: 'Un code d’autorisation sert une fois ; un rechargement, un second clic ou un proxy d’inspection l’a envoyé deux fois. Si cela arrive régulièrement, voyez si un produit de sécurité ouvre les adresses avant la personne.',
  },
  page_reloaded: {
    person: 'Une page du milieu de la connexion a été ouverte seule.',
    remedy: 'Recommencez depuis la page de connexion de TMAS.',
    it: 'Une adresse qui n’accepte que des formulaires a été ouverte comme une page : par un rechargement, un favori ou l’historique. Rien n’est à changer.',
  },
  answer_unusable: {
    person: 'Microsoft a refusé de terminer cette connexion.',
    remedy:
      'Recommencez dans une seule fenêtre ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'Le code ou sa preuve (vérificateur PKCE) a été refusé, le plus souvent après deux connexions en même temps ou une adresse tronquée. Rien n’est à changer dans Entra ; l’assistance TMAS le trouve par la référence.',
  },
  microsoft_busy: {
    person: 'Microsoft a un trouble passager.',
    remedy: 'Attendez une minute et réessayez.',
    it: 'Une défaillance passagère du côté de Microsoft. Si elle dure : intégrité des services dans le centre d’administration Microsoft 365, ou https://status.cloud.microsoft.',
  },
  throttled: {
    person: 'Microsoft ralentit votre entreprise pour le moment.',
    remedy: 'Attendez une minute et réessayez.',
    it: 'Le locataire a fait trop de demandes en peu de temps. Voyez dans les journaux de connexion quelle application ou quel script les cause.',
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
    it: 'L’application est inconnue de l’annuaire interrogé : un ID de locataire faux dans TMAS (Avancé > Azure Tenant ID), une application d’entreprise supprimée, un autre cloud, ou l’ID client de TMAS lui-même. Comparez le locataire avec Vue d’ensemble > ID de locataire, et voyez si Applications d’entreprise contient TMAS ; le reste revient à l’assistance TMAS.',
  },
  application_disabled: {
    person: 'L’application TMAS est désactivée chez Microsoft.',
    remedy: 'Prévenez l’assistance TMAS et votre administrateur informatique.',
    it: 'Dans votre locataire : Applications d’entreprise > TMAS > Propriétés > Activé pour que les utilisateurs se connectent ? doit être sur Oui. Si c’est le cas, l’inscription elle-même est désactivée, par TMAS ou par Microsoft : prévenez l’assistance TMAS.',
  },
  redirect_uri: {
    person: 'Microsoft ne connaît pas l’adresse à laquelle TMAS veut revenir.',
    remedy: 'C’est à l’assistance TMAS de réparer cela ; envoyez-lui le texte de Microsoft.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification doit contenir l’adresse de redirection lettre pour lettre, de type Web : l’origine de TMAS_URL suivie de /sign-in/microsoft/callback. Rien n’est à changer dans le locataire du client.',
  },
  platform_type: {
    person: 'TMAS est inscrit chez Microsoft d’une façon qui ne fonctionne pas.',
    remedy: 'C’est à l’assistance TMAS de réparer cela.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification : l’adresse de redirection doit être de type Web, et non Application monopage ou Mobile. Un proxy ne doit pas ajouter d’en-tête Origin aux demandes de TMAS.',
  },
  secret_wrong: {
    person: 'Microsoft n’accepte pas le mot de passe propre à TMAS.',
    remedy: 'C’est à l’assistance TMAS de réparer cela ; tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : ENTRA_CLIENT_SECRET doit être la Valeur du secret et non son ID (Inscriptions d’applications > TMAS > Certificats et secrets). Créez-en un nouveau, ou mieux un certificat, et redémarrez.',
  },
  secret_expired: {
    person: 'Le mot de passe propre à TMAS chez Microsoft a expiré.',
    remedy: 'C’est à l’assistance TMAS de réparer cela ; tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : tous les secrets clients donnés sont échus, et tous les clients sont arrêtés. Inscriptions d’applications > TMAS > Certificats et secrets : ajoutez un nouvel identifiant (un certificat est préférable), réglez-le et redémarrez. On peut en régler deux à la fois, pour le prochain changement.',
  },
  certificate_refused: {
    person: 'Microsoft n’accepte pas le certificat propre à TMAS.',
    remedy: 'C’est à l’assistance TMAS de réparer cela ; tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : chargez le certificat de ENTRA_CLIENT_CERTIFICATE_FILE sous Inscriptions d’applications > TMAS > Certificats et secrets, vérifiez sa validité, que sa clé est RSA d’au moins 2048 bits, et l’horloge du serveur : la demande signée vaut quelques minutes.',
  },
  credential_refused: {
    person: 'Microsoft n’accepte pas la façon dont TMAS s’identifie.',
    remedy: 'C’est à l’assistance TMAS de réparer cela ; tout le monde est concerné.',
    it: 'Pour l’exploitant de TMAS : l’identifiant manque, ou est d’une sorte que l’inscription n’admet pas. Inscriptions d’applications > TMAS > Authentification : type Web, et aucun flux de client public ; Certificats et secrets : un identifiant valable et réglé dans TMAS.',
  },
  single_tenant: {
    person: 'TMAS est inscrit chez Microsoft pour une seule organisation.',
    remedy: 'C’est à l’assistance TMAS de réparer cela.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > Authentification > Types de comptes pris en charge doit être « Comptes dans un annuaire d’organisation » (signInAudience AzureADMultipleOrgs).',
  },
  wrong_path: {
    person: 'TMAS a interrogé Microsoft à une adresse qui ne convient pas à ce compte.',
    remedy:
      'Utilisez la page de connexion de TMAS ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'La demande ne nomme aucun locataire, ou prend un chemin (common, consumers) qui ne convient pas à une application pour comptes professionnels et scolaires. TMAS utilise organizations ou l’ID de locataire : une adresse ancienne ou faite à la main est probable ; sinon, c’est à l’exploitant de TMAS (ENTRA_AUTHORITY).',
  },
  other_cloud: {
    person: 'Votre compte se trouve dans un autre cloud de Microsoft que celui de TMAS.',
    remedy: 'Adressez-vous à votre administrateur informatique et à l’assistance TMAS.',
    it: 'Le locataire appartient à un cloud national (US Government, Chine), et l’inscription de TMAS à un autre. Chaque cloud demande sa propre inscription : l’assistance TMAS dit si TMAS y est proposé. L’inscription de l’exploitant de TMAS et ENTRA_AUTHORITY doivent être du même cloud.',
  },
  service_not_in_tenant: {
    person: 'TMAS a demandé un service que le Microsoft de votre entreprise n’a pas.',
    remedy: 'C’est à l’assistance TMAS de réparer cela.',
    it: 'Une autorisation renvoie à un service sans principal dans le locataire. TMAS n’a besoin que de openid, profile et email de Microsoft Graph. Client : voyez que Microsoft Graph n’est pas désactivé sous Applications d’entreprise. Exploitant : retirez toute autre autorisation de l’inscription.',
  },
  permissions_misconfigured: {
    person: 'Les autorisations que TMAS demande ne sont pas bien réglées.',
    remedy: 'C’est à l’assistance TMAS de réparer cela.',
    it: 'Pour l’exploitant de TMAS : Inscriptions d’applications > TMAS > API autorisées doit contenir openid, profile et email de Microsoft Graph (déléguées) et rien d’autre ; dans le manifeste, acceptMappedClaims est null ou false. Le consentement peut ensuite être demandé une fois de plus.',
  },
  grant_unsupported: {
    person: 'TMAS a utilisé une façon de demander que Microsoft ne lui offre pas.',
    remedy: 'Recommencez ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'Pour l’exploitant de TMAS : l’octroi ou l’assertion n’est pas d’une sorte que l’inscription permet. TMAS n’utilise que le code d’autorisation ; cherchez un autre programme avec le même ID client.',
  },
  request_malformed: {
    person: 'Microsoft n’a pas compris la demande de TMAS.',
    remedy:
      'Recommencez depuis la page de connexion ; si cela se reproduit, donnez la référence à l’assistance TMAS.',
    it: 'Un paramètre manque, est faux ou trop long. Un favori de la page de Microsoft, un proxy qui réécrit ou une adresse faite à la main en sont les causes habituelles. Si cela vient du bouton de TMAS, l’assistance TMAS a besoin de la référence et de l’ID de corrélation.',
  },
  saml_application: {
    person: 'Microsoft traite TMAS comme une autre sorte d’application.',
    remedy: 'Adressez-vous à votre administrateur informatique, et prévenez l’assistance TMAS.',
    it: 'L’erreur relève de SAML ; TMAS se connecte avec OpenID Connect. Probablement, quelqu’un a créé une application propre pour TMAS : sous Applications d’entreprise, utilisez l’entrée née du consentement, et supprimez celle faite à la main.',
  },
  unknown: {
    person: 'Microsoft a refusé la connexion pour une raison que TMAS ne connaît pas.',
    remedy: 'Envoyez le texte de Microsoft à votre administrateur informatique.',
    it: 'Ce numéro n’est pas dans notre catalogue. Microsoft l’explique à l’adresse de recherche ; les journaux de connexion de votre centre d’administration Microsoft Entra (Surveillance et intégrité) contiennent la tentative sous son ID de corrélation, avec la raison.',
  },
}
