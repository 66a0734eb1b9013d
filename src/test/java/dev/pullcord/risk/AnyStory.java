package dev.pullcord.risk;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Stories of one account in which all happens that signals read. */
final class AnyStory {
    static final List<Reason> REASONS = List.of(
            Reason.CHILD_SAFETY,
            Reason.GROOMING,
            Reason.SEXTORTION,
            Reason.THREAT_TO_LIFE,
            Reason.HATE,
            Reason.FRAUD_SPAM,
            Reason.OTHER);
    static final TrackRecord KNOWN = new TrackRecord(
            Map.of(Reason.Group.DECEPTION, 3.0),
            Map.of(Reason.Group.ABUSE, 3.0),
            List.of(new TrackRecord.Origin(TrackRecord.Kind.DEVICE, "d")));
    static final Beside BESIDE = new Beside("o", 2, 3, 3, 5, KNOWN);

    private AnyStory() {}

    /** What happens next, as a small number, and how many seconds after the last. */
    record Step(int what, int who, long seconds) {}

    static Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 28),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.longs().between(0, 3 * 86_400))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    static List<LoggedEvent> tell(List<Step> steps) {
        Story story = Story.ofAnna();
        List<LoggedEvent> told = new ArrayList<>();
        LoggedEvent lastFlag = story.flag("r", Reason.HARASSMENT);
        told.add(lastFlag);
        for (Step step : steps) {
            story.after(Duration.ofSeconds(step.seconds));
            String who = "w" + step.who;
            LoggedEvent next = step.what == 2 ? story.withdrawal(lastFlag) : next(story, step, who);
            lastFlag = step.what == 0 || step.what == 9 ? next : lastFlag;
            told.add(next);
        }
        return told;
    }

    private static LoggedEvent next(Story story, Step step, String who) {
        return switch (step.what) {
            case 0 -> story.flag(who, REASONS.get(step.who));
            case 1 -> story.panic(who);
            case 24 -> story.flag(who, Reason.FRAUD_SPAM, List.of(who, "w7", "w8"));
            case 3 -> story.payment(who, 2000 + step.seconds / 10, "EUR");
            case 4 -> story.asks(who, Map.of("accepted", false, "ageBand", "adult", "counterpartyAgeBand", "minor"));
            case 5 -> story.blockedBy(who);
            case 6 -> story.sanctioned();
            case 7 -> story.network("tor");
            case 8 -> story.meetingStarted();
            case 9 -> story.flag(who, Reason.DECEPTIVE_RECRUITMENT);
            case 10, 11 -> story.attended("m" + step.seconds, who, Duration.ofMinutes(20), Map.of());
            case 12 ->
                story.attended(
                        "m" + step.seconds,
                        "",
                        Duration.ofMinutes(20),
                        Map.of("published", step.who > 2, "publishing", 1L, "restricted", true, "panics", 1L));
            case 13 ->
                story.attended(
                        "m" + step.seconds,
                        "",
                        Duration.ofMinutes(20),
                        Map.of("hosted", true, "paid", true, "noticeSeconds", 60L));
            case 14 -> story.paidBy(who + step.seconds, 700, "EUR");
            case 15 -> story.harvests(who, 80);
            case 16 -> story.links(who, "messenger");
            case 17 -> story.sends(60, 0.9);
            case 18 -> story.says("adult", "minor");
            case 19 -> story.created();
            case 20 -> story.device();
            case 21 ->
                story.observed(
                        Observation.Kind.PAYMENT,
                        Optional.of(who),
                        Optional.of(new Observation.Amount(90_000, "EUR")),
                        Map.of("round", true, "late", true));
            case 22 -> story.by(who, Observation.Kind.CONTACT_REQUESTED, Optional.empty());
            case 25 -> story.matched("bank-" + step.who);
            case 27 ->
                story.observed(
                        Observation.Kind.ORIGIN_SHARED,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("shared", step.who > 3 ? "device" : "network", "others", 2L + step.who));
            case 28 ->
                story.log(new Observation(
                        who,
                        Observation.Kind.PAYMENT,
                        Optional.empty(),
                        Optional.of(Story.ANNA.id()),
                        Optional.of(new Observation.Amount(50_000, "EUR")),
                        Map.of("meeting", "call-1")));
            case 26 -> story.classified("grooming", 0.95);
            case 23 -> story.paidBy(who, 900, "EUR");
            default -> story.flag(who, Reason.FRAUD_SPAM);
        };
    }
}
