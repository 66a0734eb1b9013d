package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules a decision can name, and which actions take two people.
 *
 * @param codes the rules, in the order they are shown; every reason has one by its own name
 * @param twoPeople what one person may not order alone
 * @param permanentFrom an action for this long or longer counts as permanent
 * @param approvalExpires how long a decision waits for its second person, see {@link #answerBy}
 * @param bulkAlone so many cases one person may decide at once; more take a second
 * @param strikes what a violation counts, and what is recommended then
 */
public record PolicyTree(
        List<Code> codes,
        List<TwoPeople> twoPeople,
        Duration permanentFrom,
        Duration approvalExpires,
        int bulkAlone,
        StrikePolicy strikes) {
    /** The least time a second person is given, if policy gives it at all: a case may be nearly due, or overdue. */
    static final Duration LEAST_ANSWER = Duration.ofMinutes(10);

    /**
     * One rule.
     *
     * @param code what a decision names, for example {@code grooming} or {@code grooming.off-platform}
     * @param title for people, in English
     * @param titles the same in other languages, by their tags; a language that is not there says nothing of it
     * @param reason what the platform is told when it is broken
     */
    public record Code(String code, String title, Map<String, String> titles, Reason reason) {
        public Code {
            titles = Map.copyOf(titles);
            titles.forEach((language, text) -> {
                if (!language.matches("[a-z]{2,3}") || text.isBlank()) {
                    throw new IllegalArgumentException("tree.codes: the title of '" + code + "' in '" + language
                            + "' is empty, or that is no language");
                }
            });
        }

        /** Its title in this language; empty where policy has none. */
        public Optional<String> titleIn(String language) {
            return Optional.ofNullable(titles.get(language))
                    .or(() -> Optional.of(title).filter(english -> language.equals("en")));
        }
    }

    /**
     * One kind of action that takes two people. Its condition knows {@code permanent}, whether the action has no duration
     * or one of {@code permanentFrom} and longer, {@code hours}, how many it lasts (0 without a duration, a begun hour
     * counts whole), and {@code voicesTogether}, whether the case rests on people's word alone who may not be independent of
     * each other ({@link Risk#onlyVoicesTogether}).
     *
     * @param action the action
     * @param when only when this holds
     */
    public record TwoPeople(ActionType action, Condition when) {}

    public PolicyTree {
        codes = List.copyOf(codes);
        twoPeople = List.copyOf(twoPeople);
        within("tree.permanentFrom", permanentFrom, Duration.ofDays(1), Duration.ofDays(3650));
        within("tree.approvalExpires", approvalExpires, Duration.ofMinutes(1), Duration.ofDays(7));
        if (bulkAlone < 1 || bulkAlone > 100) {
            throw new IllegalArgumentException("tree.bulkAlone: " + bulkAlone + " is outside 1 … 100");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < codes.size(); i++) {
            Code code = codes.get(i);
            if (!code.code().matches("[a-z0-9_]{1,64}(\\.[a-z0-9_-]{1,64}){0,3}")) {
                throw new IllegalArgumentException("tree.codes[" + i + "].code: '" + code.code() + "' is not a code");
            }
            if (code.title().isBlank()) {
                throw new IllegalArgumentException("tree.codes[" + i + "].title: is empty for '" + code.code() + "'");
            }
            if (!seen.add(code.code())) {
                throw new IllegalArgumentException("tree.codes[" + i + "].code: '" + code.code() + "' stands twice");
            }
        }
        for (Reason reason : Reason.values()) {
            if (!seen.contains(reason.code())) {
                throw new IllegalArgumentException("tree.codes: none is named by the reason '" + reason.code() + "'");
            }
        }
        for (String rule : strikes.rules().keySet()) {
            if (!seen.contains(rule)) {
                throw new IllegalArgumentException("tree.strikes.rules." + rule + ": is no code of the tree");
            }
        }
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + ": " + value + " is outside " + least + " … " + most);
        }
    }

    /** The rule of this code; empty when the tree has none. */
    public Optional<Code> find(String code) {
        return codes.stream().filter(c -> c.code().equals(code)).findFirst();
    }

    /** Whether a second person must agree to this. */
    public boolean takesTwo(ActionOrder order, Risk risk) {
        return twoPeople.stream()
                .anyMatch(rule -> rule.action() == order.type() && rule.when().holds(name -> asked(order, risk, name)));
    }

    private Object asked(ActionOrder order, Risk risk, String name) {
        return switch (name) {
            case "permanent" ->
                order.duration().map(d -> d.compareTo(permanentFrom) >= 0).orElse(true);
            case "hours" ->
                order.duration()
                        .map(d -> (d.toMillis() + 3_599_999) / 3_600_000)
                        .orElse(0L);
            case "voicesTogether" -> risk.onlyVoicesTogether();
            default -> throw new IllegalArgumentException("condition: there is no '" + name + "' here");
        };
    }

    /**
     * Until when a second person can answer to what is proposed now: no longer than the case is due, so that it is back in
     * its queue by then, but never for less than {@link #LEAST_ANSWER}.
     */
    public Instant answerBy(Instant now, Instant deadline) {
        Instant longest = now.plus(approvalExpires);
        Instant least = now.plus(approvalExpires.compareTo(LEAST_ANSWER) < 0 ? approvalExpires : LEAST_ANSWER);
        Instant due = deadline.isBefore(longest) ? deadline : longest;
        return due.isBefore(least) ? least : due;
    }

    /** Whether a second person must agree to any of these. */
    public boolean takesTwo(List<ActionOrder> orders, Risk risk) {
        return orders.stream().anyMatch(order -> takesTwo(order, risk));
    }
}
