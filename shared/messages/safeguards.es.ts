import type { safeguards as source } from './safeguards.en.ts'

export const safeguards: typeof source = {
  compareObjectId: (loginId, objectId, linkedObjectId) =>
    `Compruébelo antes: si elimina el vínculo, la cuenta ${loginId} con el ID de objeto ${objectId} iniciará sesión como esta persona. Pida al equipo de TI el ID de objeto de la cuenta de la persona en el centro de administración de Microsoft Entra. Si los dos coinciden exactamente, elimine el vínculo. Si sigue siendo ${linkedObjectId}, otra persona tiene ahora la dirección, y debe conservar el vínculo.`,
  callAboutAccount: (loginId, objectId) =>
    `Compruébelo antes: la cuenta ${loginId} con el ID de objeto ${objectId} iniciará sesión como esta persona. Llámela a un número que usted ya tenga y pregúntele si es su cuenta.`,
  callAboutAddress: (address) =>
    `Compruébelo antes: la cuenta de Microsoft con la dirección ${address} iniciará sesión como esta persona. Llámela a un número que usted ya tenga y pregúntele si la dirección es suya.`,
  callForAddress:
    'Compruébelo antes: la cuenta de Microsoft con la dirección nueva iniciará sesión como esta persona. Llámela a un número que usted ya tenga y pídale la dirección.',
  callAboutNewUser: (address) =>
    `Compruébelo antes: la cuenta de Microsoft con la dirección ${address} iniciará sesión como el nuevo usuario. Asegúrese de que la persona pertenece a su empresa: llámela a un número que usted ya tenga y pregúntele si la dirección es suya.`,
  mailbox: (address) =>
    `El enlace para definir la contraseña se envía a ${address}: asegúrese de que ese buzón sigue siendo el de la persona.`,
  tenant:
    'Compruébelo antes: las cuentas de ese inquilino iniciarán sesión como los usuarios que tengan sus direcciones. Pida el ID de inquilino a su equipo de TI; no lo tome de un inicio de sesión fallido.',
  stranger: {
    hasAddress: (objectId, linkedLoginId, reference) =>
      `Otra persona tiene ahora la dirección de este usuario: una cuenta con el ID de objeto ${objectId} intentó iniciar sesión con ella (referencia ${reference}) y fue rechazada. La cuenta del usuario se llama ${linkedLoginId}. No elimine el vínculo. Si la otra persona debe tener acceso, cambie primero la dirección de este usuario y añada después a la otra persona como usuario.`,
    seemsToHaveAddress: (objectId, linkedLoginId, reference) =>
      `Parece que otra persona tiene ahora la dirección de este usuario: una cuenta con el ID de objeto ${objectId}, cuyo titular se llama de otra manera, intentó iniciar sesión con ella (referencia ${reference}) y fue rechazada. El usuario está vinculado a la cuenta ${linkedLoginId}. Conserve el vínculo, a menos que su equipo de TI confirme que ese ID de objeto es el de una cuenta nueva del propio usuario.`,
    ofOtherTenant: (tenantId, reference) =>
      `Una cuenta de otro inquilino, ${tenantId}, intentó iniciar sesión con la dirección de esta persona (referencia ${reference}) y fue rechazada. No es culpa de esta persona, y no hay nada que cambiar.`,
  },
}
