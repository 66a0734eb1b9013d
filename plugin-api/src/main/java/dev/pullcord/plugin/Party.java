package dev.pullcord.plugin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody in a meeting, in the platform's own ids. At least one of account and participant is there.
 *
 * @param accountId who he is on the platform, over all meetings; 1 … 256 bytes of UTF-8
 * @param participantId who he is in this meeting; 1 … 256 bytes of UTF-8
 * @param displayName what the others read; at most 500 UTF-16 units
 * @param role the platform's own word, for example {@code host}; at most 64 UTF-16 units
 */
public record Party(
        Optional<String> accountId,
        Optional<String> participantId,
        Optional<String> displayName,
        Optional<String> role) {
    public Party {
        accountId.ifPresent(i -> Field.id("party.accountId", i));
        participantId.ifPresent(i -> Field.id("party.participantId", i));
        displayName.ifPresent(n -> Field.atMost("party.displayName", n, 500));
        role.ifPresent(r -> Field.word("party.role", r));
        if (accountId.isEmpty() && participantId.isEmpty()) {
            throw new IllegalArgumentException("party: names neither account nor participant");
        }
    }

    /** Whoever has this account. */
    public static Party account(String accountId) {
        return new Party(Optional.of(accountId), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whoever is this participant of the meeting; his account is found by the roster. */
    public static Party participant(String participantId) {
        return new Party(Optional.empty(), Optional.of(participantId), Optional.empty(), Optional.empty());
    }

    /** The same, with this account. */
    public Party withAccount(String id) {
        return new Party(Optional.of(id), participantId, displayName, role);
    }

    /** The same, seen under this name. */
    public Party withDisplayName(String name) {
        return new Party(accountId, participantId, Optional.of(name), role);
    }

    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        accountId.ifPresent(i -> fields.put("accountId", i));
        participantId.ifPresent(i -> fields.put("participantId", i));
        displayName.ifPresent(n -> fields.put("displayName", n));
        role.ifPresent(r -> fields.put("role", r));
        return fields;
    }

    @Override
    public String toString() {
        return "Party"; // ids and names stay out of logs
    }
}
