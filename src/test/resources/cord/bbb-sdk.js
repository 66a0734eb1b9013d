// Stands in for BigBlueButton's client and its plugin SDK, as far as our plugin asks of them; after the SDK's own types.
class Item {
  constructor(fields) {
    Object.assign(this, fields);
  }
}
export class ActionsBarButton extends Item {}
export class UserListDropdownOption extends Item {}
export const ActionsBarPosition = { LEFT: 'left', RIGHT: 'right' };
const settings = new URLSearchParams(location.search);
globalThis.bbb = {
  users: [
    { userId: 'w_alice', extId: 'acc-alice', name: 'Alice', bot: false },
    { userId: 'w_bob', extId: 'acc-bob', name: 'Bob', bot: false },
    { userId: 'w_tape', extId: '', name: 'Recorder', bot: true },
  ],
  bar: [],
  menus: [],
  opened: 0,
  initialized: [],
};
export const BbbPluginSdk = {
  initialize: (uuid) => bbb.initialized.push(uuid),
  getPluginApi: () => ({
    usePluginSettings: () => ({
      data: { service: settings.get('service'), tokenUrl: '/token?meeting=' + settings.get('meeting'), reportLabel: 'Tell us' },
    }),
    useCurrentUser: () => ({ data: { userId: 'w_alice' } }),
    useUsersBasicInfo: () => ({ data: { user: [...bbb.users] } }), // new at each rendering, as an answer is
    setActionsBarItems: (items) => (bbb.bar = items),
    setUserListDropdownItems: (items) => (bbb.menus = items),
    uiCommands: { presentationArea: { open: () => (bbb.opened += 1) } },
  }),
};
