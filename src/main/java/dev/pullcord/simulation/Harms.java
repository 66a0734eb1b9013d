package dev.pullcord.simulation;

import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Harm that is really done, as far as a platform sees of it: who meets, pays, blocks and flags whom, and when. */
final class Harms {
    private static final double NAMED_CHILD_SAFETY = 0.4; // of flags about what is done to a minor

    private Harms() {}

    static void play(Stage stage) {
        WorldPlan.Harms plan = stage.plan.harms();
        for (int i = stage.dice.count(plan.intrusions()); i > 0; i--) {
            intrusion(stage, plan);
        }
        for (int i = stage.dice.count(plan.sextortions()); i > 0; i--) {
            sextortion(stage, plan);
        }
        for (int i = stage.dice.count(plan.streamings()); i > 0; i--) {
            streaming(stage, plan);
        }
    }

    /** Two strangers enter an open meeting and spoil it: many witnesses, many flags within minutes. */
    private static void intrusion(Stage stage, WorldPlan.Harms plan) {
        Instant from = stage.sometime(minutes(30));
        Instant to = from.plus(minutes(25));
        List<Person> hosts = stage.free(1, from, to, Person::host);
        List<Person> guests =
                stage.free(stage.dice.between(8, stage.plan.meetings().largest()), from, to, p -> !p.host());
        if (hosts.isEmpty() || guests.isEmpty()) {
            return;
        }
        Sitting open = stage.meeting("Open evening", from, to, Cause.INTRUSION);
        open.attend(hosts.get(0), "host", from, to);
        guests.forEach(guest -> open.attend(guest, "participant", from.plus(upTo(stage, minutes(2))), to));

        Instant entry = from.plus(minutes(8)).plus(upTo(stage, minutes(4)));
        for (int i = 0; i < 2; i++) {
            Person intruder = stage.actor(Harm.INTRUSION, entry.minus(minutes(5)), Cause.INTRUSION);
            Instant joins = entry.plusSeconds(i * 20L);
            open.attend(intruder, "guest", joins, joins.plus(minutes(7)));
            for (Person witness : open.people()) {
                if (stage.belongs(witness) && stage.dice.chance(plan.witnessShare() * (i == 0 ? 1 : 0.4))) {
                    Reason reason = stage.dice.pick(List.of(Reason.HARASSMENT, Reason.SEXUAL_CONTENT, Reason.HATE));
                    Instant at = joins.plusSeconds(25).plus(upTo(stage, minutes(4)));
                    corrected(
                            stage,
                            stage.flag(at, Cause.INTRUSION, open, witness, intruder, reason, stage.dice.chance(0.4)));
                }
            }
        }
    }

    /** One account, several victims: a new contact, soon a call of two, then blackmail; a flag, or only a block. */
    private static void sextortion(Stage stage, WorldPlan.Harms plan) {
        Duration each = minutes(15);
        Duration all = each.multipliedBy(plan.victims()).plus(minutes(15));
        if (all.compareTo(stage.plan.evening()) > 0) {
            return; // the evening is too short for it
        }
        Instant begin = stage.sometime(all);
        Person blackmailer = stage.actor(Harm.SEXTORTION, begin, Cause.SEXTORTION);
        stage.observe(
                begin.plusSeconds(30),
                Cause.SEXTORTION,
                blackmailer.id(),
                Observation.Kind.NETWORK_SEEN,
                Map.of("networkHash", stage.dice.hash(), "class", "hosting"));
        for (int i = 0; i < plan.victims(); i++) {
            Instant contact = begin.plus(each.multipliedBy(i)).plus(upTo(stage, minutes(2)));
            Instant from = contact.plus(minutes(3));
            Instant to = from.plus(minutes(4)).plus(upTo(stage, minutes(3)));
            List<Person> victims = stage.free(1, from, to, p -> !p.host());
            if (victims.isEmpty()) {
                continue;
            }
            Person victim = victims.get(0);
            stage.observe(
                    contact,
                    Cause.SEXTORTION,
                    blackmailer.id(),
                    Observation.Kind.CONTACT_REQUESTED,
                    victim.id(),
                    Map.of("accepted", true, "mutual", false, "counterpartyAgeBand", victim.ageBand()));
            Sitting call = stage.meeting("Call", from, to, Cause.SEXTORTION);
            call.attend(blackmailer, "host", from, to);
            call.attend(victim, "participant", from.plusSeconds(5), to);
            Instant after = to.plus(minutes(1)).plus(upTo(stage, minutes(10)));
            stage.observe(
                    earlier(after, stage.end()),
                    Cause.SEXTORTION,
                    blackmailer.id(),
                    Observation.Kind.BLOCKED,
                    victim.id(),
                    Map.of());
            if (stage.dice.chance(plan.victimFlagShare())) {
                Instant at = earlier(after.plusSeconds(20), stage.end());
                Reason reason = victim.minor() ? orChildSafety(stage, Reason.SEXTORTION) : Reason.SEXTORTION;
                corrected(stage, stage.flag(at, Cause.SEXTORTION, call, victim, blackmailer, reason, true));
            }
        }
    }

    /** Not everybody knows the word for what is done to a child. */
    static Reason orChildSafety(Stage stage, Reason word) {
        return stage.dice.chance(NAMED_CHILD_SAFETY) ? Reason.CHILD_SAFETY : word;
    }

    /** One place, three publishing accounts on one device, short paid calls opened again and again; hardly a flag. */
    private static void streaming(Stage stage, WorldPlan.Harms plan) {
        Duration call = minutes(12);
        Duration all = call.plus(minutes(3)).multipliedBy(4);
        if (all.compareTo(stage.plan.evening()) > 0) {
            return; // the evening is too short for it
        }
        Instant begin = stage.sometime(all);
        String device = stage.dice.hash();
        List<Person> publishers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Person publisher = stage.actor(Harm.COERCED_STREAMING, begin.plusSeconds(i * 40L), Cause.COERCED_STREAMING);
            stage.observe(
                    begin.plusSeconds(i * 40L + 5),
                    Cause.COERCED_STREAMING,
                    publisher.id(),
                    Observation.Kind.DEVICE_SEEN,
                    Map.of("deviceHash", device));
            publishers.add(publisher);
        }
        List<Person> payers = new ArrayList<>();
        for (int i = 0; i < plan.payers(); i++) {
            payers.add(stage.actor(Harm.COERCED_STREAMING_PAYER, begin.plusSeconds(i), Cause.COERCED_STREAMING));
        }
        boolean somebodyWillFlag = stage.dice.chance(plan.viewerFlagShare());
        for (int i = 0; i < 4; i++) {
            Instant from = begin.plus(minutes(3)).plus(call.plus(minutes(3)).multipliedBy(i));
            Instant to = earlier(from.plus(call), stage.end());
            Person publisher = publishers.get(i % publishers.size());
            Sitting paid = stage.meeting("Private call", from, to, Cause.COERCED_STREAMING);
            paid.attend(publisher, "publisher", from, to);
            for (Person payer : stage.dice.some(payers, Math.max(1, plan.payers() * 2 / 3))) {
                Instant joins = from.plus(upTo(stage, minutes(2)));
                paid.attend(payer, "viewer", joins, to);
                for (int n = stage.dice.between(2, 4); n > 0; n--) {
                    Instant at = joins.plus(upTo(stage, Duration.between(joins, to)));
                    long minor = stage.dice.between(1, 4) * 500L;
                    stage.pay(
                            at,
                            Cause.COERCED_STREAMING,
                            payer.id(),
                            publisher.id(),
                            minor,
                            Optional.of(paid.meeting()),
                            "wallet");
                }
            }
            List<Person> watching =
                    paid.people().stream().filter(payers::contains).toList();
            attended(stage, paid, publisher, true, watching.size(), i, to);
            int back = payers.size() / 2 * i; // about so many were there before
            watching.forEach(payer -> attended(stage, paid, payer, false, watching.size(), back, to));
            List<Person> strays = stage.free(1, from, to, p -> !p.host() && !p.minor());
            if (somebodyWillFlag && !strays.isEmpty()) {
                Person stray = strays.get(0); // came by chance, and speaks up
                paid.attend(stray, "viewer", from.plus(minutes(2)), from.plus(minutes(5)));
                Instant at = from.plus(minutes(4));
                corrected(
                        stage,
                        stage.flag(
                                at, Cause.COERCED_STREAMING, paid, stray, publisher, Reason.SEXUAL_EXPLOITATION, true));
                somebodyWillFlag = false;
            }
        }
    }

    /** What the platform tells of a closed paid call with one camera on, once it is over. */
    private static void attended(
            Stage stage, Sitting call, Person who, boolean published, int watchers, int returning, Instant to) {
        stage.happens(
                earlier(to.plusSeconds(1), stage.end()),
                Cause.COERCED_STREAMING,
                new Observation(
                        who.id(),
                        Observation.Kind.MEETING_ATTENDED,
                        Optional.of(call.meeting()),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(
                                "people",
                                (long) watchers + 1,
                                "seconds",
                                Duration.between(call.from(), to).toSeconds(),
                                "published",
                                published,
                                "publishing",
                                1L,
                                "returning",
                                (long) returning,
                                "restricted",
                                true,
                                "paid",
                                true,
                                "hosted",
                                published,
                                "noticeSeconds",
                                60L)));
    }

    /** What the reporter of real harm may say later. */
    static void corrected(Stage stage, Happening flag) {
        WorldPlan.Corrections plan = stage.plan.corrections();
        if (stage.dice.chance(plan.harmWithdrawnShare())) {
            stage.withdraw(earlier(flag.at().plus(upTo(stage, minutes(5))), stage.end()), flag);
        } else if (stage.dice.chance(plan.detailsShare())) {
            stage.addDetails(earlier(flag.at().plus(upTo(stage, minutes(10))), stage.end()), flag);
        }
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration upTo(Stage stage, Duration most) {
        return stage.dice.between(Duration.ofSeconds(1), most);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
