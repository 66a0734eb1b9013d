package dev.pullcord.simulation;

import dev.pullcord.intake.Body;
import dev.pullcord.intake.Correction;
import dev.pullcord.intake.Meeting;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Where one evening is put together: scenes ask it for people and meetings and tell it what happens. Not thread-safe. */
final class Stage {
    private record Span(Instant from, Instant to) {
        boolean meets(Instant otherFrom, Instant otherTo) {
            return from.isBefore(otherTo) && otherFrom.isBefore(to);
        }
    }

    final WorldPlan plan;
    final Dice dice;
    final Instant start;
    private final String mark;
    private final String run;
    private final List<Person> people;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<Sitting> sittings = new ArrayList<>();
    private final Map<String, Harm> harms = new HashMap<>();
    private final Set<String> madeUp = new HashSet<>();
    private final Map<String, List<Span>> engagements = new HashMap<>();
    private int ids;
    private int actors;

    Stage(WorldPlan plan, Dice dice, Instant start, String mark, String run, List<Person> people) {
        this.plan = plan;
        this.dice = dice;
        this.start = start;
        this.mark = mark;
        this.run = run;
        this.people = people;
    }

    Instant end() {
        return start.plus(plan.evening());
    }

    /** A moment early enough that {@code needed} still fits before the evening ends. */
    Instant sometime(Duration needed) {
        return start.plus(dice.between(Duration.ZERO, plan.evening().minus(needed)));
    }

    Happening happens(Instant at, Cause cause, Body body) {
        ids++;
        Happening happening = new Happening(String.format("%s-%05d", run, ids), at, body, cause);
        happenings.add(happening);
        return happening;
    }

    /** Somebody new, of whom the platform knows only that the account was made just now. */
    Person actor(Harm harm, Instant createdAt, Cause cause) {
        return actor(harm, "unknown", createdAt, cause);
    }

    /** The same, of a known age. */
    Person actor(Harm harm, String ageBand, Instant createdAt, Cause cause) {
        actors++;
        Person person = new Person(mark + String.format("acc-%s-%02d", run, actors), ageBand, "participant");
        madeUp.add(person.id());
        harms.put(person.id(), harm);
        observe(createdAt, cause, person.id(), Observation.Kind.ACCOUNT_CREATED, Map.of("verified", false));
        return person;
    }

    /** Up to {@code most} ordinary people who have nothing else to do in that time. */
    List<Person> free(int most, Instant from, Instant to, Predicate<Person> who) {
        return dice.some(
                people.stream().filter(who).filter(p -> isFree(p, from, to)).toList(), most);
    }

    /** Whether this is one of the ordinary people, and not somebody made up for a scene. */
    boolean belongs(Person person) {
        return !madeUp.contains(person.id());
    }

    /** What somebody ordinary does all the same. */
    void turns(Person person, Harm harm) {
        harms.put(person.id(), harm);
    }

    Harm harmOf(Person person) {
        return harms.getOrDefault(person.id(), Harm.NONE);
    }

    Person anybody(Predicate<Person> who) {
        return dice.pick(people.stream().filter(who).toList());
    }

    private boolean isFree(Person person, Instant from, Instant to) {
        return engagements.getOrDefault(person.id(), List.of()).stream().noneMatch(s -> s.meets(from, to));
    }

    void engage(Person person, Instant from, Instant to) {
        engagements.computeIfAbsent(person.id(), p -> new ArrayList<>()).add(new Span(from, to));
    }

    Sitting meeting(String title, Instant from, Instant to, Cause cause) {
        Meeting meeting = new Meeting(
                mark + String.format("mtg-%s-%03d", run, sittings.size() + 1),
                Optional.empty(),
                Optional.of(title),
                Optional.of(dice.chance(0.3)));
        Sitting sitting = new Sitting(this, meeting, from, to, cause);
        sittings.add(sitting);
        return sitting;
    }

    /** The meetings so far that are of this cause. */
    List<Sitting> meetings(Cause cause) {
        return sittings.stream().filter(s -> s.cause() == cause).toList();
    }

    void observe(Instant at, Cause cause, String account, Observation.Kind kind, Map<String, Object> attributes) {
        happens(
                at,
                cause,
                new Observation(account, kind, Optional.empty(), Optional.empty(), Optional.empty(), attributes));
    }

    void observe(
            Instant at,
            Cause cause,
            String account,
            Observation.Kind kind,
            String other,
            Map<String, Object> attributes) {
        happens(
                at,
                cause,
                new Observation(account, kind, Optional.empty(), Optional.of(other), Optional.empty(), attributes));
    }

    void pay(Instant at, Cause cause, String payer, String payee, long minor, Optional<Meeting> in, String rail) {
        happens(
                at,
                cause,
                new Observation(
                        payer,
                        Observation.Kind.PAYMENT,
                        in,
                        Optional.of(payee),
                        Optional.of(new Observation.Amount(minor, "EUR")),
                        Map.of("rail", rail, "round", minor % 500 == 0)));
    }

    /** A flag in the words that fit the cause. */
    Happening flag(
            Instant at, Cause cause, Sitting in, Person reporter, Person subject, Reason reason, boolean withWords) {
        boolean minor = cause.actionable() && reporter.minor();
        return happens(
                at,
                cause,
                report(
                        Report.Kind.FLAG,
                        in,
                        Optional.of(in.party(reporter)),
                        Optional.of(in.party(subject)),
                        Optional.of(reason),
                        false,
                        minor,
                        withWords ? Optional.of(phrase(cause)) : Optional.empty(),
                        in.present(at, subject),
                        false));
    }

    Report report(
            Report.Kind kind,
            Sitting in,
            Optional<Party> reporter,
            Optional<Party> subject,
            Optional<Reason> reason,
            boolean danger,
            boolean minor,
            Optional<WorldPlan.Phrase> words,
            List<String> exposed,
            boolean drill) {
        return new Report(
                kind,
                Optional.of(in.meeting()),
                reporter,
                subject,
                reason,
                danger,
                minor,
                words.map(WorldPlan.Phrase::text),
                words.map(WorldPlan.Phrase::language),
                exposed,
                List.of(),
                drill);
    }

    void withdraw(Instant at, Happening report) {
        happens(at, report.cause(), correction(Correction.Kind.WITHDRAWN, report, Optional.empty()));
    }

    void addDetails(Instant at, Happening report) {
        String words = dice.pick(phrases("details")).text();
        happens(at, report.cause(), correction(Correction.Kind.DETAILS_ADDED, report, Optional.of(words)));
    }

    private static Correction correction(Correction.Kind kind, Happening report, Optional<String> words) {
        return new Correction(kind, Optional.empty(), Optional.of(report.id()), words);
    }

    WorldPlan.Phrase phrase(Cause cause) {
        return dice.pick(phrases(cause.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private List<WorldPlan.Phrase> phrases(String key) {
        List<WorldPlan.Phrase> found = plan.phrases().getOrDefault(key, List.of());
        if (found.isEmpty()) {
            throw new IllegalArgumentException("phrases." + key + ": is missing");
        }
        return found;
    }

    /** Flags about real harm so far, panics not counted. */
    List<Happening> actionableFlags() {
        return happenings.stream()
                .filter(h -> h.cause().actionable())
                .filter(h -> h.body() instanceof Report r && !r.isPanic())
                .toList();
    }

    Evening evening(int number) {
        sittings.forEach(Sitting::tell);
        List<Happening> inOrder = happenings.stream()
                .sorted(Comparator.comparing(Happening::at)
                        .thenComparingInt(Stage::rank)
                        .thenComparing(Happening::id))
                .toList();
        return new Evening(number, start, inOrder, harms);
    }

    /** Within one millisecond people come first and go last. */
    private static int rank(Happening happening) {
        if (!(happening.body() instanceof MeetingEvent event)) {
            return 2;
        }
        return switch (event.kind()) {
            case STARTED -> 0;
            case LEFT -> 3;
            case ENDED -> 4;
            default -> 1;
        };
    }
}
