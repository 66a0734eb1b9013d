package dev.pullcord.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is told of a missed deadline beside the desk, as a policy says it: {@code webhook}, {@code pager_duty}, {@code
 * slack}, {@code mail}, {@code on_call}, or {@code person:ann}.
 *
 * @param channel the way
 * @param person whose id it is, with {@link Channel#PERSON} only
 */
public record Recipient(Channel channel, Optional<String> person) {
    private static final Pattern PERSON = Pattern.compile("person:[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** A way to tell somebody. Where each leads is a setting of the installation, and never part of a policy. */
    public enum Channel {
        /** a signed message to an address of the operator's */
        WEBHOOK,
        /** an event to a service that pages people */
        PAGER_DUTY,
        /** a line in a chat */
        SLACK,
        /** a letter to the address that is always told */
        MAIL,
        /** a letter to whoever is on call then */
        ON_CALL,
        /** a letter to this person */
        PERSON;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Recipient {
        if (person.isPresent() != (channel == Channel.PERSON)) {
            throw new IllegalArgumentException("recipient: a person is named with person only");
        }
    }

    /** Whoever this channel leads to. */
    public static Recipient of(Channel channel) {
        return new Recipient(channel, Optional.empty());
    }

    /** What this word means; empty when it is none. */
    public static Optional<Recipient> ofWord(String word) {
        if (PERSON.matcher(word).matches()) {
            return Optional.of(new Recipient(Channel.PERSON, Optional.of(word.substring("person:".length()))));
        }
        return Arrays.stream(Channel.values())
                .filter(channel -> channel != Channel.PERSON)
                .filter(channel -> channel.word().equals(word))
                .map(Recipient::of)
                .findFirst();
    }

    /** As a policy says it. */
    public String word() {
        return channel.word() + person.map(id -> ":" + id).orElse("");
    }
}
