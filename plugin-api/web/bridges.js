/**
 * What the cord needs of a call, from the call's own library: who is there, and a way to hide and mute one of them for me
 * alone. Nothing is told to the others, or to the media server's other participants.
 *
 *   const call = fromLiveKitRoom(room);
 *   call.watch((people) => (button.people = people));
 *   button.addEventListener('pullcord-protect', (event) => call.protect(event.detail.participantId));
 */

/** livekit-client 2: a `Room` that is connected. */
export function fromLiveKitRoom(room) {
  const people = () =>
    [...room.remoteParticipants.values()].map((each) => ({ participantId: each.identity, name: each.name || each.identity }));
  const hidden = new Set();
  const hide = (participant, ...publications) =>
    hidden.has(participant?.identity) && publications.forEach((publication) => publication.setSubscribed(false));
  // What he shows afterwards too: his camera anew, his screen, and himself when he comes back.
  room.on('trackPublished', (publication, participant) => hide(participant, publication));
  room.on('trackSubscribed', (track, publication, participant) => hide(participant, publication));
  return {
    me: () => room.localParticipant.identity,
    people,
    protect: (id) => {
      hidden.add(id);
      const participant = room.remoteParticipants.get(id);
      hide(participant, ...(participant?.trackPublications.values() ?? []));
    },
    watch: (changed) => {
      const tell = () => changed(people());
      ['participantConnected', 'participantDisconnected', 'participantNameChanged'].forEach((name) => room.on(name, tell));
      tell();
    },
  };
}

/**
 * janus.js with the VideoRoom plugin.
 *
 * @param me my own feed's id
 * @param feeds a Map of feed id to {display, handle}: the page's own subscriptions, each a plugin handle
 */
export function fromJanus(me, feeds) {
  let changed = () => {};
  const hidden = new Set();
  const pause = (id) => {
    const feed = feeds.get(id) ?? feeds.get(Number(id));
    feed?.handle.send({ message: { request: 'pause' } }); // my subscription only
  };
  const people = () =>
    [...feeds].map(([id, feed]) => ({ participantId: `${id}`, name: feed.display ?? `${id}` }));
  return {
    me: () => `${me}`,
    people,
    protect: (id) => {
      hidden.add(id);
      pause(id);
    },
    watch: (tell) => (changed = tell)(people()),
    /** To be called when `feeds` has changed: who is hidden stays so by another handle. */
    changed: () => {
      hidden.forEach(pause);
      changed(people());
    },
  };
}

/** Jitsi's IFrame API: a `JitsiMeetExternalAPI`. It can silence one for me, but not hide him; the page has to cover him. */
export function fromJitsi(api) {
  let mine;
  const hidden = new Set();
  const silence = (id) => api.executeCommand('setParticipantVolume', id, 0);
  const people = () =>
    api
      .getParticipantsInfo()
      .filter((each) => each.participantId !== mine)
      .map((each) => ({ participantId: each.participantId, name: each.displayName || each.participantId }));
  api.addListener('videoConferenceJoined', (event) => (mine = event.id));
  api.addListener('participantJoined', ({ id }) => hidden.has(id) && silence(id));
  return {
    me: () => mine,
    people,
    protect: (id) => {
      hidden.add(id);
      silence(id);
    },
    watch: (changed) => {
      const tell = () => changed(people());
      ['videoConferenceJoined', 'participantJoined', 'participantLeft', 'displayNameChange'].forEach((name) =>
        api.addListener(name, tell),
      );
      tell();
    },
  };
}
