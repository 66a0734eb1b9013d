package dev.pullcord.redis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the ACL user {@code default} may do, as far as we may ask. Redis reads its AOF back as that user, and until a fix of
 * 2026 dropped silently what a script wrote (MULTI … EXEC) and that user may not (redis#14541, valkey#3983).
 */
enum DefaultUser {
    WHOLE,
    RESTRICTED,
    /** The server did not let us ask. */
    UNKNOWN;

    /** @param answer of ACL GETUSER, names and values in turn; empty or null if there was none */
    static DefaultUser of(List<?> answer) {
        if (answer == null || answer.size() < 2) {
            return UNKNOWN;
        }
        // Channels are left out: what is published is not in the AOF.
        return whole(answer, "commands", "+@all", "allcommands") && whole(answer, "keys", "~*", "allkeys")
                ? WHOLE
                : RESTRICTED;
    }

    /** Whether it can lose what was acknowledged, in a sentence; only asked where there is an AOF to read back. */
    Optional<String> warning() {
        return switch (this) {
            case WHOLE -> Optional.empty();
            case RESTRICTED ->
                Optional.of(
                        "Redis's ACL user `default` may not do everything: unless this Redis has the fix of redis#14541,"
                                + " its next start drops in silence what scripts wrote, which is accepted reports and cases. Set"
                                + " `user default off resetpass ~* &* +@all`");
            case UNKNOWN ->
                Optional.of(
                        "Redis does not let this user see what its ACL user `default` may do: whether its next start"
                                + " drops what scripts wrote (redis#14541) goes unseen. Allow `+acl|getuser`, or see to it that"
                                + " `ACL GETUSER default` says `+@all` and `~*`");
        };
    }

    /** The rule says all (7.0 and newer), or a flag does (6.2, where the keys stand in a list). */
    private static boolean whole(List<?> answer, String field, String rule, String flag) {
        return words(answer, field).toList().equals(List.of(rule))
                || words(answer, "flags").anyMatch(flag::equals);
    }

    private static Stream<String> words(List<?> answer, String field) {
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            if (field.equals(String.valueOf(answer.get(i)))) {
                return flat(answer.get(i + 1))
                        .flatMap(text -> Stream.of(text.strip().split("\\s+")));
            }
        }
        return Stream.empty();
    }

    private static Stream<String> flat(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().flatMap(DefaultUser::flat);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(DefaultUser::flat);
        }
        return Stream.of(String.valueOf(value));
    }
}
