package dev.pullcord.transparency;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Measures;
import dev.pullcord.review.Plan;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.Reversal;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a decision took from somebody, as the public is told of it (Article 24(5) of the Digital Services Act): nothing of whom it is
 * about, of who reported it, of who decided. The law that a decision names is a person's words: see how it is told.
 *
 * @param puid what it is known by outside: the decision's id, in letters that are taken there
 * @param decidedAt from when on it holds
 * @param reportedAt when the case was opened: what a live call showed has no other date
 * @param rule the code of the rule that was broken
 * @param title the rule, in English
 * @param reason what the rule is about
 * @param measures what was taken
 * @param source who drew attention to it
 * @param notices how many reports the case held
 * @param minor whether a reporter said that a minor was involved
 * @param agreed whether two people decided it
 * @param ground whether it breaks the law or the platform's terms
 * @param law which law, where it does
 * @param territories where it holds, ISO 3166 codes; empty means everywhere
 * @param automatedDetection whether a machine drew attention to it
 * @param withheld whether the account is not told, for somebody's safety
 */
public record Restriction(
        String puid,
        Instant decidedAt,
        Instant reportedAt,
        String rule,
        String title,
        Reason reason,
        List<Measure> measures,
        Source source,
        long notices,
        boolean minor,
        boolean agreed,
        Statement.Ground ground,
        Optional<String> law,
        List<String> territories,
        boolean automatedDetection,
        boolean withheld) {
    public Restriction {
        measures = List.copyOf(measures);
        territories = List.copyOf(territories);
    }

    /** What kind of thing was taken. */
    public enum Kind {
        /** what somebody shows or says reaches nobody */
        CONTENT,
        /** somebody is out of a call, or kept out */
        CALL,
        /** a call is over, for all */
        CALL_ENDED,
        /** an account may not join */
        ACCOUNT,
        /** an account is not paid out */
        PAYMENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What this action takes; empty where it takes nothing from anybody. */
        static Optional<Kind> of(ActionType type) {
            return switch (type) {
                case MUTE_AUDIO, MUTE_VIDEO, STOP_SCREENSHARE, REVOKE_PUBLISH -> Optional.of(CONTENT);
                case REMOVE_PARTICIPANT, BLOCK_REJOIN -> Optional.of(CALL);
                case END_MEETING -> Optional.of(CALL_ENDED);
                case SUSPEND_ACCOUNT -> Optional.of(ACCOUNT);
                case HOLD_PAYOUT -> Optional.of(PAYMENT);
                default -> Optional.empty();
            };
        }
    }

    /**
     * One thing that was taken.
     *
     * @param endsAt when that ends by itself
     */
    public record Measure(Kind kind, Optional<Instant> endsAt) {}

    /** Who drew attention to it. */
    public enum Source {
        /** somebody who said what it was */
        NOTICE,
        /** somebody who only pressed */
        PANIC,
        /** nobody: what was observed opened the case */
        OWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Source of(Case c) {
            return c.reportCount() == 0 ? OWN : c.reason().isPresent() ? NOTICE : PANIC;
        }
    }

    /**
     * What a decision took; empty where it took nothing.
     *
     * @param measures what became of the case's actions: what was not done and will not be was not taken, but for what holds by being on
     *     record
     * @param tree where the rule's title stands, if it still does
     */
    static Optional<Restriction> of(Case c, Decision decision, List<Measures.Measure> measures, PolicyTree tree) {
        Map<String, Measures.Measure> known = measures.stream()
                .collect(Collectors.toMap(m -> m.order().id(), Function.identity(), (first, again) -> first));
        List<Measure> taken = decision.actions().stream()
                .filter(order -> !neverDone(Optional.ofNullable(known.get(order.id()))))
                .flatMap(order -> Kind.of(order.type()).stream()
                        .map(kind -> new Measure(kind, endsAt(order, decision.decidedAt()))))
                .toList();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        String rule = decision.policy().orElse(Reason.OTHER.code());
        Optional<PolicyTree.Code> code = tree.find(rule);
        Optional<Statement> said = decision.statement();
        return Optional.of(new Restriction(
                puid(decision.id()),
                decision.decidedAt(),
                c.openedAt(),
                rule,
                code.map(PolicyTree.Code::title).orElse(rule),
                code.map(PolicyTree.Code::reason).or(c::reason).orElse(Reason.OTHER),
                taken,
                Source.of(c),
                c.reportCount(),
                c.minorInvolved(),
                decision.approvedBy().isPresent(),
                said.map(Statement::ground).orElse(Statement.Ground.CONTRACTUAL),
                said.flatMap(Statement::law),
                said.map(Statement::territories).orElse(List.of()),
                said.map(Statement::automatedDetection).orElse(false) || Source.of(c) == Source.OWN,
                decision.suppressNotice().isPresent()));
    }

    /** What nothing takes back is over when it is done: somebody is put out, and not kept out. */
    private static Optional<Instant> endsAt(ActionOrder order, Instant decidedAt) {
        return Reversal.reverse(order.type()).isEmpty() ? Optional.of(decidedAt) : Plan.endsAt(order, decidedAt);
    }

    private static boolean neverDone(Optional<Measures.Measure> became) {
        return became.filter(m -> m.progress() == Measures.Progress.NEVER)
                .filter(m -> StandingChange.Right.of(m.order().type()).isEmpty())
                .isPresent();
    }

    /** A decision's id as an identifier outside: letters, digits, {@code -} and {@code _}. */
    static String puid(String decisionId) {
        return decisionId.replace('.', '-');
    }

    /** The last day of this kind of thing, as far as it ends; empty where any of it does not, or there is none. */
    public Optional<Instant> endOf(Kind... kinds) {
        List<Measure> these = measures.stream()
                .filter(m -> Stream.of(kinds).anyMatch(kind -> kind == m.kind()))
                .toList();
        return these.stream().anyMatch(m -> m.endsAt().isEmpty())
                ? Optional.empty()
                : these.stream().flatMap(m -> m.endsAt().stream()).max(Instant::compareTo);
    }

    /** Whether something of this kind was taken. */
    public boolean took(Kind kind) {
        return measures.stream().anyMatch(m -> m.kind() == kind);
    }
}
