package dev.pullcord.redis;

import static dev.pullcord.review.Events.T0;
import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.People;
import dev.pullcord.review.PeopleDesk;
import dev.pullcord.review.PeopleDesk.Actor;
import dev.pullcord.review.PeopleDesk.Reply;
import dev.pullcord.review.Person;
import dev.pullcord.review.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several who change somebody, or each other, at once, on a real Redis: the books and the record say the same. */
class LastAdminIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Clock CLOCK = Clock.fixed(T0, ZoneOffset.UTC);
    private static final Moderator ADA = new Moderator("ada", "tandem", "Ada", Role.ADMIN);
    private static final Moderator CY = new Moderator("cy", "tandem", "Cy", Role.MODERATOR);
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
                "swap",
                () -> assertThat(now(desk(store.people()).give(Actor.of(ADA), Person.of(BO), Role.LEAD)))
                        .isInstanceOf(Reply.Done.class));

        Reply reply = bos.apply(desk(meanwhile));

        assertThat(now(store.people().all("tandem")))
                .filteredOn(one -> one.role() == Role.ADMIN)
                .extracting(Moderator::id)
                .containsExactly("ada");
        assertThat(ofPerson("ada"))
                .as("what was not done to Ada is not said of her")
                .isEmpty();
        assertThat(ofPerson("bo")).containsExactly("role_given lead");
        return reply;
    }

    @Test
    void ofManyWhoGiveSomebodyARoleAtOnceTheLastEntryNamesTheOneHeHas() {
        now(store.people().add(CY));
        Role[] roles = {Role.SENIOR, Role.LEAD, Role.MODERATOR, Role.AUDITOR};
        List<CompletableFuture<Reply>> all = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> now(desk(store.people()).give(Actor.of(ADA), Person.of(CY), roles[i % roles.length]))))
                .toList();

        all.forEach(one -> assertThat(one.join()).isInstanceOf(Reply.Done.class));

        Person cy = now(store.people().find("cy")).orElseThrow();
        List<String> said = ofPerson("cy");
        assertThat(said).endsWith("role_given " + cy.role().word());
        assertThat(said)
                .as("one entry a change, and none for what changed nothing")
                .hasSize((int) cy.accessVersion());
        String before = Role.MODERATOR.word();
        for (AuditEntry entry : entries("cy")) {
            assertThat(entry.draft().detail()).containsEntry("roleBefore", before);
            before = entry.draft().detail().get("role");
        }
    }

    @Test
    void whatACrashLeftUnsaidIsSaidOnceAndBeforeWhatComesNext() {
        now(store.people().add(CY));
        People dying = Meanwhile.dying(People.class, store.people(), "said");
        AuditLog silent = Meanwhile.dying(AuditLog.class, store.audit(), "appendOnce");
        PeopleDesk diedAfterTheEntry = new PeopleDesk(dying, store.audit(), CLOCK);
        PeopleDesk diedBeforeTheEntry = new PeopleDesk(store.people(), silent, CLOCK);

        assertThatThrownBy(() -> now(diedAfterTheEntry.give(Actor.of(ADA), Person.of(CY), Role.SENIOR)));
        assertThatThrownBy(() -> now(diedBeforeTheEntry.give(Actor.of(ADA), Person.of(BO), Role.LEAD)));
        assertThat(ofPerson("cy")).containsExactly("role_given senior");
        assertThat(ofPerson("bo")).isEmpty();
        now(desk(store.people()).give(Actor.of(ADA), Person.of(CY), Role.LEAD));

        assertThat(now(desk(store.people()).sayAll())).isEqualTo(1);
        assertThat(now(desk(store.people()).sayAll())).isZero();
        assertThat(ofPerson("cy")).containsExactly("role_given senior", "role_given lead");
        assertThat(ofPerson("bo")).containsExactly("role_given lead");
    }

    private List<AuditEntry> entries(String person) {
        return now(store.audit().read(new ChainId("tandem", 0, ChainId.Hand.ADMIN), 0, 500)).stream()
                .filter(entry -> person.equals(entry.draft().detail().get("person")))
                .toList();
    }

    private List<String> ofPerson(String person) {
        return entries(person).stream()
                .map(entry ->
                        entry.draft().verb() + " " + entry.draft().detail().get("role"))
                .toList();
    }

    private PeopleDesk desk(People people) {
        return new PeopleDesk(people, store.audit(), CLOCK);
    }
}
