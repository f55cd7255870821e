import type { SettingWords } from './advanced-settings.en.ts'

export const advancedSettings: SettingWords = {
  azureTenantId: {
    label: 'Azure Tenant ID',
    hint: 'L’ID de locataire (ID d’annuaire) de votre Microsoft Entra ID, ou l’un de vos noms de domaine.',
  },
  mandatoryAuthentication: {
    label: 'Authentification obligatoire',
    hint: 'Lorsqu’elle est activée, tous les utilisateurs en dessous des niveaux Responsable de chaîne et Responsable d’utilisateurs se connectent uniquement avec Microsoft.',
    help: 'Ce qui change, et pour qui',
  },
  rehearsal: {
    label: 'Essai à blanc de l’authentification obligatoire',
    hint: 'Essayez-la aussi longtemps que vous voulez. Personne n’est refusé : TMAS note qui se connecte avec un mot de passe et aurait été refusé.',
  },
  secondFactorRequiredFrom: {
    label: 'Second facteur exigé des responsables à partir du',
    hint: 'À partir de ce jour, les responsables qui se connectent avec un mot de passe ont aussi besoin d’une application d’authentification ou d’une clé d’accès. Ceux qui n’ont ni l’une ni l’autre en configurent une en se connectant. Laissez vide pour seulement le proposer.',
    help: 'Ce que verront les responsables',
  },
  sharedDeviceIdleMinutes: {
    label: 'Délai d’inactivité sur les ordinateurs partagés (minutes)',
    hint: 'Sur un ordinateur marqué comme partagé, la personne est déconnectée après ce délai sans activité. De 1 à 60. Si vous laissez ce champ vide, le délai de la chaîne de niveau supérieur s’applique, sinon 5 minutes.',
  },
  sessionConfirmation: {
    label: 'Confirmer les sessions avec Microsoft',
    hint: 'Pendant que quelqu’un utilise TMAS, celui-ci vérifie toutes les 15 minutes auprès de Microsoft que son compte est toujours actif. Toute personne bloquée ou supprimée dans Microsoft Entra ID est déconnectée. Cela s’applique aux sessions ouvertes avec Microsoft.',
    help: 'Ce que les utilisateurs remarquent',
  },
  timeZone: {
    label: 'Fuseau horaire',
    hint: 'Les vagues d’un déploiement commencent à minuit dans ce fuseau. À défaut, c’est celui de la chaîne de niveau supérieur qui s’applique, sinon UTC.',
  },
}
