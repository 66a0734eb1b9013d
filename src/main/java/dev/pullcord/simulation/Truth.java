package dev.pullcord.simulation;

import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is really so in one evening, told to no ranker but {@link Oracle}. */
final class Truth {
    private final Evening evening;
    private final Map<Subject, Instant> severeSince = new HashMap<>();

    Truth(Evening evening) {
        this.evening = evening;
        for (Happening happening : evening.happenings()) {
            actor(happening)
                    .filter(who -> severe(who, happening))
                    .ifPresent(who -> severeSince.merge(who, happening.at(), (a, b) -> a.isBefore(b) ? a : b));
        }
    }

    private boolean severe(Subject who, Happening happening) {
        return who.kind() == Subject.Kind.ACCOUNT
                ? evening.harmOf(who.id()).severe()
                : happening.cause() == Cause.NAMELESS_PANIC && happening.body() instanceof Report;
    }

    /** Whom an event is about, or who does it; empty for what is nobody's. */
    static Optional<Subject> actor(Happening happening) {
        if (happening.body() instanceof Report report) {
            return report.subject()
                    .flatMap(Party::accountId)
                    .map(Subject::account)
                    .or(() -> report.meeting().map(m -> Subject.meeting(m.id())));
        }
        if (happening.body() instanceof Observation observation) {
            return Optional.of(Subject.account(observation.account()));
        }
        if (happening.body() instanceof MeetingEvent change) {
            return change.participant().flatMap(Party::accountId).map(Subject::account);
        }
        return Optional.empty();
    }

    /** Those in whom somebody is in grave danger, and since when anything could be seen of it. */
    Map<Subject, Instant> severeSince() {
        return severeSince;
    }

    boolean severe(Subject subject) {
        return severeSince.containsKey(subject);
    }

    /** Whether this account reports the innocent, together with others. */
    boolean attacks(String account) {
        return evening.harmOf(account).attack();
    }

    /** What a rule would be about that somebody who sees all finds broken; empty where he can name none. */
    Optional<Reason> reason(Subject subject) {
        return subject.kind() == Subject.Kind.ACCOUNT ? reason(evening.harmOf(subject.id())) : Optional.empty();
    }

    private static Optional<Reason> reason(Harm harm) {
        return switch (harm) {
            case INTRUSION -> Optional.of(Reason.SEXUAL_CONTENT);
            case BAIT -> Optional.of(Reason.FRAUD_SPAM);
            case THREAT -> Optional.of(Reason.THREAT_TO_LIFE);
            case GROOMING -> Optional.of(Reason.GROOMING);
            case COVERT_RECORDING -> Optional.of(Reason.COVERT_RECORDING);
            case DECEPTIVE_RECRUITMENT -> Optional.of(Reason.DECEPTIVE_RECRUITMENT);
            case SEXTORTION -> Optional.of(Reason.SEXTORTION);
            case COERCED_STREAMING, COERCED_STREAMING_PAYER -> Optional.of(Reason.SEXUAL_EXPLOITATION);
            case NONE, BRIGADE, LIAR, INSIDER, PANIC_FLOOD -> Optional.empty();
        };
    }

    /** Whether a moderator who sees all would act. */
    boolean harmful(Subject subject) {
        Harm harm = subject.kind() == Subject.Kind.ACCOUNT ? evening.harmOf(subject.id()) : Harm.NONE;
        return severe(subject) || (harm != Harm.NONE && !harm.attack());
    }
}
