package dev.pullcord.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * How the time of an invented evening and the time of those who watch it go together. In the world it is so much earlier
 * that nothing of the evening lies ahead of the watch on the wall, however fast it is played: a service takes no event's
 * time for true that is still to come.
 *
 * @param begun when it began to play, on the wall
 * @param start when the evening starts, in the world
 * @param speed how many times as fast as in life, 1 to 3600
 */
record WorldTime(Instant begun, Instant start, double speed) {
    /** An evening of this length that begins to play now. */
    static WorldTime from(Instant now, Duration evening, double speed) {
        return new WorldTime(now, now.minus(evening).minusMillis(1), speed);
    }

    Instant inWorld(Instant onTheWall) {
        double passed = Duration.between(begun, onTheWall).toMillis() * speed;
        return start.plusMillis(Math.round(passed));
    }

    Instant onTheWall(Instant inWorld) {
        double passed = Duration.between(start, inWorld).toMillis() / speed;
        return begun.plusMillis(Math.round(passed));
    }

    /** How long something takes on the wall that takes so long in the world. */
    Duration onTheWall(Duration inWorld) {
        return Duration.ofMillis(Math.round(inWorld.toMillis() / speed));
    }
}
