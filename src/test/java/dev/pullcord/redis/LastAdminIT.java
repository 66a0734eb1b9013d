package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.review.PeopleDesk.Actor;
import dev.pullcord.review.PeopleDesk.Reply;
import dev.pullcord.review.Person;
import dev.pullcord.review.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two admins who take each other's role at once, on a real Redis. */
class LastAdminIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Clock CLOCK = Clock.fixed(T0, ZoneOffset.UTC);
    private static final Moderator ADA = new Moderator("ada", "tandem", "Ada", Role.ADMIN);
    private static final Moderator BO = new Moderator("bo", "tandem", "Bo", Role.ADMIN);

    private final RedisStore store = RedisGround.store(redis.link(), RedisGround.prefix(), CLOCK);

    @BeforeEach
    void people() {
        now(store.people().add(ADA));
        now(store.people().add(BO));
    }

    @Test
    void oneIsLeftWhoeverIsDemoted() {
        assertThat(race(desk -> now(desk.give(Actor.of(BO), Person.of(ADA), Role.LEAD))))
                .isEqualTo(new Reply.LastAdmin());
    }

    @Test
    void oneIsLeftWhoeverIsDisabled() {
        assertThat(race(desk -> now(desk.disable(Actor.of(BO), Person.of(ADA)))))
                .isEqualTo(new Reply.LastAdmin());
    }

    /** An enter that failed half-way is not in its own way. */
    @Test
    void aNameIsFreeAgainWhateverBecameOfEnteringIt() {
        People failing = Meanwhile.dying(People.class, store.people(), "add");
        Moderator nia = new Moderator("nia-1", "tandem", "Nia", Role.SENIOR);
        assertThatThrownBy(() -> now(desk(failing).enter(Actor.of(ADA), nia))).hasMessageContaining("died");

        assertThat(now(desk(store.people()).enter(Actor.of(ADA), nia))).isInstanceOf(Reply.Done.class);
        assertThat(now(desk(store.people()).enter(Actor.of(ADA), new Moderator("nia-2", "tandem", "NIA", Role.SENIOR))))
                .isEqualTo(new Reply.NameTaken());
        assertThat(now(store.people().take("tandem", "nia", "x")))
                .as("the name itself is free")
                .isTrue();
    }

    /** Between Bo's look at who is left and what he does, Ada demotes him. */
    private Reply race(Function<PeopleDesk, Reply> bos) {
        People meanwhile = Meanwhile.before(
                People.class,
                store.people(),
                "change",
                () -> assertThat(now(desk(store.people()).give(Actor.of(ADA), Person.of(BO), Role.LEAD)))
                        .isInstanceOf(Reply.Done.class));

        Reply reply = bos.apply(desk(meanwhile));

        assertThat(now(store.people().all("tandem")))
                .filteredOn(one -> one.role() == Role.ADMIN)
                .extracting(Moderator::id)
                .containsExactly("ada");
        return reply;
    }

    private PeopleDesk desk(People people) {
        return new PeopleDesk(people, store.audit(), CLOCK);
    }
}
