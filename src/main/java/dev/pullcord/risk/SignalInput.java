package dev.pullcord.risk;

import dev.pullcord.intake.Correction;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a signal may look at in an event, and nothing else. Country, nationality, language, gender and orientation
 * are not in it, nor any free text or name; people and meetings are digests, good for telling one from another only;
 * of the attributes that a platform may add, those on a list pass.
 *
 * @param kind what kind of event it is
 * @param atMs when it happened, milliseconds; never after it was received
 * @param logId the event's place in the log
 * @param concerns the log id of the report that a withdrawal takes back
 * @param reason the report's
 * @param immediateDanger see {@link Report}
 * @param minorInvolved see {@link Report}
 * @param reporter digest of who reports; the same for all who stay anonymous
 * @param place digest of the meeting; empty when there is none
 * @param observed what was observed
 * @param own whether it was observed of the subject itself, and not of the other side
 * @param origin keyed digest of the device or network that was seen, see {@link Beside}; empty when none was
 * @param witnesses how many others than reporter and subject were there, as far as the platform says; 0 when it does not
 * @param counterparty digest of the other account, whichever side was observed; empty when there is none. The same as
 *     {@code reporter} where that account reports
 * @param paid whether it says that something was paid
 * @param euros what that is worth, to tell whether it is small or grows; NaN where nobody knows. In what currency it was paid no
 *     signal sees
 * @param attributes those that may pass, see {@link #ATTRIBUTES}
 * @param beside numbers read elsewhere
 */
record SignalInput(
        Kind kind,
        long atMs,
        String logId,
        Optional<String> concerns,
        Optional<Reason> reason,
        boolean immediateDanger,
        boolean minorInvolved,
        String reporter,
        String place,
        Optional<Observation.Kind> observed,
        boolean own,
        String origin,
        int witnesses,
        String counterparty,
        boolean paid,
        double euros,
        Map<String, Object> attributes,
        Beside beside) {

    /** The kinds of event that signals read. */
    enum Kind {
        FLAG,
        PANIC,
        WITHDRAWN,
        OBSERVED
    }

    /** What may pass of the attributes a platform adds to what it observed. */
    static final Map<Observation.Kind, Set<String>> ATTRIBUTES = allowed(Map.ofEntries(
            Map.entry(Observation.Kind.PAYMENT, Set.of("round", "late", "descriptionClass")),
            Map.entry(
                    Observation.Kind.CONTACT_REQUESTED,
                    Set.of("accepted", "mutual", "ageBand", "counterpartyAgeBand", "ageVerified")),
            Map.entry(Observation.Kind.LINK_SHARED, Set.of("domainClass")),
            Map.entry(Observation.Kind.PROFILE_CHANGED, Set.of("ageBandBefore", "ageBandAfter")),
            Map.entry(Observation.Kind.NETWORK_SEEN, Set.of("class")),
            Map.entry(Observation.Kind.CONTACTS_VIEWED, Set.of("count")),
            Map.entry(
                    Observation.Kind.FLAG_JUDGED, Set.of("group", "conclusion", "before", "decider", "deciderBefore")),
            Map.entry(Observation.Kind.FLAGS_LOWERED, Set.of("measure", "untilMs", "takenBack")),
            Map.entry(Observation.Kind.ORIGIN_SHARED, Set.of("shared", "others")),
            Map.entry(Observation.Kind.MESSAGE_BURST, Set.of("recipients", "similarity")),
            Map.entry(Observation.Kind.HASH_MATCHED, Set.of("bank")),
            Map.entry(Observation.Kind.CLASSIFIER_SCORED, Set.of("label", "score")),
            Map.entry(
                    Observation.Kind.MEETING_ATTENDED,
                    Set.of(
                            "people",
                            "publishing",
                            "published",
                            "returning",
                            "restricted",
                            "paid",
                            "hosted",
                            "seconds",
                            "noticeSeconds",
                            "panics"))));

    /** How far back an event can date itself: beyond, nothing is left of any weight, and arithmetic stays safe. */
    private static final Duration OLDEST = Duration.ofDays(3650);

    private static final double LONGEST_CALL = 86_400; // seconds

    SignalInput {
        attributes = Map.copyOf(attributes);
    }

    /**
     * What signals may see of this event; empty when none of them reads its kind, and for rehearsals.
     *
     * @param beside the numbers that were read elsewhere for it
     * @param worth what money is worth
     */
    static Optional<SignalInput> of(LoggedEvent logged, Beside beside, Worth worth) {
        if (logged.event().body() instanceof Report report) {
            return report.drill() ? Optional.empty() : Optional.of(ofReport(logged, report, beside));
        }
        if (logged.event().body() instanceof Correction correction) {
            return correction.kind() == Correction.Kind.WITHDRAWN
                    ? Optional.of(ofWithdrawal(logged))
                    : Optional.empty();
        }
        if (logged.event().body() instanceof Observation observation) {
            return Optional.of(ofObservation(logged, observation, beside, worth));
        }
        return Optional.empty();
    }

    private static SignalInput ofReport(LoggedEvent logged, Report report, Beside beside) {
        return new SignalInput(
                report.isPanic() ? Kind.PANIC : Kind.FLAG,
                atMs(logged),
                logged.logId(),
                Optional.empty(),
                report.reason(),
                report.immediateDanger(),
                report.minorInvolved(),
                reporter(report),
                report.meeting().map(SignalInput::place).orElse(""),
                Optional.empty(),
                false,
                "",
                witnesses(logged, report),
                "",
                false,
                Double.NaN,
                Map.of(),
                report.reporter().flatMap(Party::accountId).isPresent() ? beside : Beside.of(TrackRecord.GUEST));
    }

    private static SignalInput ofWithdrawal(LoggedEvent logged) {
        return new SignalInput(
                Kind.WITHDRAWN,
                atMs(logged),
                logged.logId(),
                logged.concerns(),
                Optional.empty(),
                false,
                false,
                "",
                "",
                Optional.empty(),
                false,
                "",
                0,
                "",
                false,
                Double.NaN,
                Map.of(),
                Beside.NOTHING);
    }

    private static SignalInput ofObservation(LoggedEvent logged, Observation observation, Beside beside, Worth worth) {
        Map<String, Object> attributes = new TreeMap<>();
        for (String name : ATTRIBUTES.getOrDefault(observation.kind(), Set.of())) {
            Object value = observation.attributes().get(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        boolean own = logged.subject().equals(Subject.account(observation.account()));
        Optional<String> other = own ? observation.counterparty() : Optional.of(observation.account());
        return new SignalInput(
                Kind.OBSERVED,
                atMs(logged),
                logged.logId(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                "",
                place(observation),
                Optional.of(observation.kind()),
                own,
                beside.origin(),
                0,
                other.map(account -> account(account)).orElse(""),
                observation.amount().filter(a -> a.minor() > 0).isPresent(),
                observation.amount().map(worth::euros).orElse(Double.NaN),
                attributes,
                beside);
    }

    private static int witnesses(LoggedEvent logged, Report report) {
        Optional<String> reporter = report.reporter().flatMap(Party::accountId);
        return (int) report.exposed().stream()
                .distinct()
                .filter(account -> !reporter.equals(Optional.of(account)))
                .filter(account -> !logged.subject().equals(Subject.account(account)))
                .count();
    }

    /** How an account stands in all of this. */
    static String account(String id) {
        return digest("account:" + id);
    }

    private static Map<Observation.Kind, Set<String>> allowed(Map<Observation.Kind, Set<String>> names) {
        return new EnumMap<>(names);
    }

    /** Refuses an attribute that must never weigh anything; called for the whole list when the model is built. */
    static void refuseForbidden(Map<Observation.Kind, Set<String>> names) {
        names.forEach((kind, allowed) -> allowed.forEach(name -> {
            if (ForbiddenInput.is(name)) {
                throw new IllegalArgumentException(
                        "signal input: '" + name + "' of " + kind.code() + " may never be an input of risk");
            }
        }));
    }

    boolean isReport() {
        return kind == Kind.FLAG || kind == Kind.PANIC;
    }

    /** Whether this was observed of the subject itself. */
    boolean saw(Observation.Kind what) {
        return own && observed.filter(what::equals).isPresent();
    }

    /** Whether this was observed between the subject and another account, of either side. */
    boolean between(Observation.Kind what) {
        return !counterparty.isEmpty() && observed.filter(what::equals).isPresent();
    }

    /** Whether the subject was alone with one other account in a call; that account is the counterparty. */
    boolean calledAlone() {
        return saw(Observation.Kind.MEETING_ATTENDED) && !counterparty.isEmpty();
    }

    /** When the call began that the subject came out of. */
    long sinceMs() {
        double seconds = number("seconds");
        return atMs - (seconds > 0 ? (long) (Math.min(seconds, LONGEST_CALL) * 1000) : 0);
    }

    /** Whether the platform said yes to this; no when it said nothing. */
    boolean yes(String attribute) {
        return Boolean.TRUE.equals(attributes.get(attribute));
    }

    /** A number the platform gave; NaN, which is neither above nor below anything, when it gave none. */
    double number(String attribute) {
        return attributes.get(attribute) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A word the platform gave; empty when it gave none. */
    String word(String attribute) {
        return attributes.get(attribute) instanceof String word ? word : "";
    }

    /** When it happened, in milliseconds; never after it was received. */
    static long atMs(LoggedEvent logged) {
        Instant received = logged.receivedAt();
        Instant happened = logged.event().time();
        Instant oldest = received.minus(OLDEST);
        Instant at = happened.isAfter(received) ? received : happened.isBefore(oldest) ? oldest : happened;
        return at.toEpochMilli();
    }

    /** A participant's or a typed name tells people apart within one meeting only. */
    private static String reporter(Report report) {
        Optional<Party> party = report.reporter();
        if (party.isEmpty() || party.get().identity().isEmpty()) {
            return "anonymous";
        }
        String identity = party.get().identity().get();
        return party.get().accountId().isPresent()
                ? digest(identity)
                : digest(identity, report.meeting().map(Meeting::id).orElse(""));
    }

    private static String place(Meeting meeting) {
        return place(meeting.id());
    }

    private static String place(String meeting) {
        return digest("meeting", meeting);
    }

    /** A payment can name its meeting among its attributes, too. */
    private static String place(Observation observation) {
        return observation
                .meeting()
                .map(SignalInput::place)
                .orElseGet(() -> observation.attributes().get("meeting") instanceof String meeting
                                && observation.kind() == Observation.Kind.PAYMENT
                        ? place(meeting)
                        : "");
    }

    /** 64 bits: enough to tell some thousands apart, too few to be worth keeping for anything else. */
    static String digest(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
