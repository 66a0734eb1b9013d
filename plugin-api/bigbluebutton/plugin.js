import { Reporter } from '@pullcord/web';
import '@pullcord/web/button';
import { ActionsBarButton, ActionsBarPosition, BbbPluginSdk, UserListDropdownOption } from 'bigbluebutton-html-plugin-sdk';
import { createElement, useEffect, useMemo, useRef } from 'react';

const TWICE = 1_500; // ms within which a second press asks for help

/**
 * The cord in BigBlueButton's client: *Report* in everybody's menu, and a control in the bar that opens the presentation, as it
 * says. Pressed twice it does just that, and asks for help. Written after the SDK's documentation; it never met a server.
 */
export function Cord({ uuid, pluginName }) {
  BbbPluginSdk.initialize(uuid);
  const api = BbbPluginSdk.getPluginApi(uuid, pluginName);
  const { service, tokenUrl, panicLabel = 'Presentation', reportLabel = 'Report' } = api.usePluginSettings()?.data ?? {};
  const me = api.useCurrentUser()?.data?.userId;
  const users = api.useUsersBasicInfo()?.data?.user ?? [];
  const people = useMemo(
    () => users.filter((each) => each.userId !== me && !each.bot),
    [me, users.map((each) => `${each.userId} ${each.extId} ${each.name}`).join('\n')],
  );
  const element = useRef(null);
  const pressed = useRef(-Infinity);

  const reporter = useMemo(
    () =>
      service
        ? new Reporter({
            service,
            token: async () => {
              const answer = await fetch(tokenUrl, { credentials: 'include' });
              if (!answer.ok) {
                throw new Error('no token'); // tried again
              }
              return answer.text();
            },
          })
        : null,
    [service, tokenUrl],
  );
  useEffect(() => () => reporter?.close(), [reporter]);

  useEffect(() => {
    element.current.reporter = reporter;
    element.current.people = people.map(({ userId, extId, name }) => ({ participantId: userId, accountId: extId || undefined, name }));
    api.setUserListDropdownItems(
      people.map(
        ({ userId }) =>
          new UserListDropdownOption({
            label: reportLabel,
            icon: { iconName: 'warning' },
            tooltip: reportLabel,
            allowed: true,
            userId,
            onClick: () => element.current?.ask(userId),
          }),
      ),
    );
  }, [reporter, people, reportLabel]);

  useEffect(() => {
    api.setActionsBarItems([
      new ActionsBarButton({
        icon: { iconName: 'presentation' },
        tooltip: panicLabel,
        label: panicLabel,
        position: ActionsBarPosition.RIGHT,
        onClick: () => {
          api.uiCommands?.presentationArea?.open();
          const now = performance.now();
          const again = now - pressed.current < TWICE;
          pressed.current = now;
          (again ? reporter?.panic() : reporter?.harmless());
        },
      }),
    ]);
  }, [reporter, panicLabel]);

  return createElement('pullcord-button', { kind: 'flag', bare: '', ref: element });
}
