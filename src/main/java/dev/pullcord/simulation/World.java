package dev.pullcord.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An invented world of calls with known truth. The same plan, number and start give the same evening, on every machine.
 * Safe for use by several threads.
 */
public final class World {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads neighbouring evenings over the seeds

    private final WorldPlan plan;
    private final String mark;
    private final List<Person> people;

    public World(WorldPlan plan) {
        this(plan, "");
    }

    /** @param mark what the ids of all accounts and meetings begin with; worlds of different marks share nobody */
    public World(WorldPlan plan, String mark) {
        this.plan = plan;
        this.mark = mark;
        this.people = people(plan.people(), mark, new Dice(plan.seed()));
    }

    public WorldPlan plan() {
        return plan;
    }

    /**
     * One evening.
     *
     * @param number 0 for the first; others have the same people and other events
     * @param start when it starts; part of all ids, so that an evening played again is new to the service
     */
    public Evening evening(int number, Instant start) {
        String run = plan.name() + "-" + Long.toString(start.toEpochMilli(), 36) + "-" + number;
        Stage stage = new Stage(plan, new Dice(plan.seed() + GOLDEN * (number + 1)), start, mark, run, people);
        OrdinaryLife.play(stage);
        Harms.play(stage);
        QuietHarms.play(stage);
        Brigade.play(stage);
        Liars.play(stage);
        Panics.play(stage);
        PanicFlood.play(stage);
        Noise.play(stage); // last: how much there is depends on how many flags are about real harm
        return stage.evening(number);
    }

    private static List<Person> people(WorldPlan.People plan, String mark, Dice dice) {
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= plan.accounts(); i++) {
            boolean minor = dice.chance(plan.minorShare());
            boolean unknown = !minor && dice.chance(plan.unknownAgeShare() / Math.max(1e-9, 1 - plan.minorShare()));
            boolean host = !minor && dice.chance(plan.hostShare());
            people.add(new Person(
                    mark + String.format("acc-%04d", i),
                    minor ? "minor" : unknown ? "unknown" : "adult",
                    host ? "host" : "participant"));
        }
        if (people.stream().noneMatch(Person::host)) {
            people.set(0, new Person(people.get(0).id(), "adult", "host"));
        }
        return List.copyOf(people);
    }
}
