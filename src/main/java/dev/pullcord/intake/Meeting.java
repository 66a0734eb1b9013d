package dev.pullcord.intake;

import java.util.Optional;

/**
 * One live call, as an event names it.
 *
 * @param id the platform's id of the meeting, opaque
 * @param instanceId tells one sitting of a recurring meeting from the next
 * @param title as the platform shows it
 * @param endToEndEncrypted whether the platform itself cannot see the media
 */
public record Meeting(
        String id, Optional<String> instanceId, Optional<String> title, Optional<Boolean> endToEndEncrypted) {}
