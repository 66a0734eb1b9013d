package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Who works the desk, changed. Each change is written down before it is made: people lie in another slot than the audit
 * chains. Thread-safe; from the console and from the shell alike.
 */
public final class PeopleDesk {
    /** How long a sign-in link is good. */
    public static final Duration INVITATION = Duration.ofHours(24);

    private final People people;
    private final AuditLog audit;
    private final Clock clock;

    public PeopleDesk(People people, AuditLog audit, Clock clock) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Who makes a change.
     *
     * @param id a moderator's id, or {@code shell:<user>}
     * @param role the role he acts in
     */
    public record Actor(String id, String role) {
        private static final String OPERATOR = "operator";

        /** Whoever has the machine: he can undo whatever he does to its people. */
        public static Actor operator(String id) {
            return new Actor(id, OPERATOR);
        }

        public static Actor of(Moderator moderator) {
            return new Actor(moderator.id(), moderator.role().word());
        }
    }

    /** What came of a change. */
    public sealed interface Reply {
        /** It is made; {@code person} as he is now. */
        record Done(Person person) implements Reply {}

        record Unknown() implements Reply {}

        /** Somebody else here is called so. */
        record NameTaken() implements Reply {}

        /** Nobody would be left who could undo it. */
        record LastAdmin() implements Reply {}

        /** Nobody lifts what keeps his own cases from him. */
        record OwnRelation() implements Reply {}
    }

    /** Whom a name or an id means; more than one when several are called so. */
    public CompletionStage<List<Person>> named(String platform, String nameOrId) {
        return people.everyone(platform).thenApply(all -> {
            Optional<Person> byId =
                    all.stream().filter(p -> p.id().equals(nameOrId)).findFirst();
            return byId.map(List::of)
                    .orElseGet(() ->
                            all.stream().filter(p -> p.name().equals(nameOrId)).toList());
        });
    }

    /** Enters somebody whose name nobody has yet. Two of one name could neither be named nor sign in. */
    public CompletionStage<Reply> enter(Actor actor, Moderator moderator) {
        String name = seen(moderator.name());
        String taker = moderator.id();
        return people.take(moderator.platform(), name, taker)
                .thenCompose(taken -> taken
                        ? entered(actor, moderator, name)
                                .handle((reply, failure) -> givenBack(moderator.platform(), name, taker)
                                        .thenCompose(gone -> failure == null
                                                ? done(reply)
                                                : CompletableFuture.<Reply>failedFuture(failure)))
                                .thenCompose(reply -> reply)
                        : done(new Reply.NameTaken()));
    }

    /** Whatever became of it: who was refused, or failed, is not in his own way when he tries again. Else it ends by itself. */
    private CompletionStage<Boolean> givenBack(String platform, String name, String taker) {
        return people.giveBack(platform, name, taker).handle((gone, failure) -> failure == null);
    }

    private CompletionStage<Reply> entered(Actor actor, Moderator moderator, String name) {
        return people.everyone(moderator.platform())
                .thenCompose(all -> all.stream().anyMatch(p -> seen(p.name()).equals(name))
                        ? done(new Reply.NameTaken())
                        : enterNow(actor, moderator));
    }

    private CompletionStage<Reply> enterNow(Actor actor, Moderator moderator) {
        Map<String, String> detail = Map.of(
                "person",
                moderator.id(),
                "name",
                moderator.name(),
                "role",
                moderator.role().word());
        return write(actor, moderator.platform(), "person_added", detail)
                .thenCompose(written -> people.add(moderator))
                .thenApply(added -> new Reply.Done(Person.of(moderator)));
    }

    /** A name as people tell it from others: without what nobody sees, small and large letters alike. */
    private static String seen(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Gives another role: what speaks for him does so in it from then on, and his sessions are over. */
    public CompletionStage<Reply> give(Actor actor, Person person, Role role) {
        if (person.role() == role) {
            return done(new Reply.Done(person));
        }
        Map<String, String> detail = Map.of(
                "person",
                person.id(),
                "role",
                role.word(),
                "roleBefore",
                person.role().word());
        return unlessLastAdmin(
                actor, person, role == Role.ADMIN, () -> change(actor, person, "role_given", detail, p -> p.in(role)));
    }

    /** From now on nothing speaks for him and he is given no work. */
    public CompletionStage<Reply> disable(Actor actor, Person person) {
        Instant now = clock.instant();
        return unlessLastAdmin(
                actor,
                person,
                false,
                () -> change(actor, person, "person_disabled", Map.of("person", person.id()), p -> p.disabled(now)));
    }

    public CompletionStage<Reply> enable(Actor actor, Person person) {
        return change(actor, person, "person_enabled", Map.of("person", person.id()), Person::enabled);
    }

    /**
     * Another profile. Whom somebody knows is never taken off by himself.
     *
     * @param change of the profile as it is by then: others may change other parts of it at the same time
     * @param changed the names of what differs
     */
    public CompletionStage<Reply> profile(Actor actor, Person person, UnaryOperator<Profile> change, String changed) {
        Profile before = person.profile();
        Profile wanted = change.apply(before);
        Map<String, String> detail = new TreeMap<>(Map.of("person", person.id(), "changed", changed));
        if (!wanted.relations().equals(before.relations())) {
            detail.put("relationsAdded", count(wanted, before));
            detail.put("relationsRemoved", count(before, wanted));
        }
        boolean own = actor.id().equals(person.id());
        if (own && !wanted.relations().containsAll(before.relations())) {
            return done(new Reply.OwnRelation());
        }
        return change(actor, person, "profile_changed", detail, p -> p.with(kept(own, p.profile(), change)));
    }

    /** What others have added meanwhile to whom he knows stays, too. */
    private static Profile kept(boolean own, Profile by, UnaryOperator<Profile> change) {
        Profile next = change.apply(by);
        if (!own || next.relations().containsAll(by.relations())) {
            return next;
        }
        List<String> all = new ArrayList<>(by.relations());
        next.relations().stream().filter(one -> !all.contains(one)).forEach(all::add);
        return new Profile(next.queues(), next.skills(), next.languages(), next.shifts(), all);
    }

    private static String count(Profile of, Profile without) {
        return Long.toString(of.relations().stream()
                .filter(one -> !without.relations().contains(one))
                .count());
    }

    /** What somebody wants for himself: that he changed it is written down, and not what it is. */
    public CompletionStage<Reply> prefer(Moderator self, Preferences preferences) {
        return people.find(self.id())
                .thenCompose(found -> found.isEmpty()
                        ? done(new Reply.Unknown())
                        : change(
                                Actor.of(self),
                                found.get(),
                                "preferences_changed",
                                Map.of("person", self.id()),
                                p -> p.with(preferences)));
    }

    /** Keeps the code of a sign-in link. */
    public CompletionStage<Void> invite(Actor actor, Moderator moderator, String codeDigest) {
        Instant now = clock.instant();
        Instant until = now.plus(INVITATION);
        return write(
                        actor,
                        moderator.platform(),
                        "person_invited",
                        Map.of("person", moderator.id(), "until", AuditDraft.time(until)))
                .thenCompose(written -> people.invite(codeDigest, moderator.id(), until, now));
    }

    /** Lets a token speak for somebody. */
    public CompletionStage<Void> addToken(Actor actor, Moderator moderator, PersonalToken token) {
        return write(actor, moderator.platform(), "token_added", Map.of("person", moderator.id(), "digest", token.id()))
                .thenCompose(written -> people.addToken(token));
    }

    /** Makes one of his tokens good for nothing; false if he has none of this id. */
    public CompletionStage<Boolean> revokeToken(Actor actor, Moderator owner, String tokenId) {
        return people.tokens(owner.id()).thenCompose(all -> {
            Optional<PersonalToken> meant =
                    all.stream().filter(t -> t.id().equals(tokenId)).findFirst();
            return meant.isEmpty()
                    ? done(false)
                    : write(actor, owner.platform(), "token_revoked", Map.of("person", owner.id(), "digest", tokenId))
                            .thenCompose(
                                    written -> people.revokeToken(meant.get().digest()))
                            .thenApply(revoked -> true);
        });
    }

    private CompletionStage<Reply> change(
            Actor actor, Person person, String verb, Map<String, String> detail, UnaryOperator<Person> change) {
        return write(actor, person.platform(), verb, detail)
                .thenCompose(written -> people.change(person.id(), change))
                .thenApply(now -> now.<Reply>map(Reply.Done::new).orElseGet(Reply.Unknown::new));
    }

    /** Two may do this to each other at once: whoever then finds nobody left puts back what he changed. */
    private CompletionStage<Reply> unlessLastAdmin(
            Actor actor,
            Person person,
            boolean staysAdmin,
            java.util.function.Supplier<CompletionStage<Reply>> change) {
        if (person.role() != Role.ADMIN
                || staysAdmin
                || person.disabled()
                || actor.role().equals(Actor.OPERATOR)) {
            return change.get();
        }
        return people.all(person.platform())
                .thenCompose(all -> all.stream().anyMatch(m -> m.role() == Role.ADMIN && !m.id().equals(person.id()))
                        ? change.get().thenCompose(reply -> unlessNobodyIsLeft(actor, person, reply))
                        : done(new Reply.LastAdmin()));
    }

    private CompletionStage<Reply> unlessNobodyIsLeft(Actor actor, Person person, Reply reply) {
        return people.all(person.platform())
                .thenCompose(all -> all.stream().anyMatch(m -> m.role() == Role.ADMIN)
                        ? done(reply)
                        : change(
                                        actor,
                                        person,
                                        "role_given",
                                        Map.of(
                                                "person",
                                                person.id(),
                                                "role",
                                                Role.ADMIN.word(),
                                                "why",
                                                "nobody was left"),
                                        p -> p.enabled().in(Role.ADMIN))
                                .thenApply(back -> new Reply.LastAdmin()));
    }

    private CompletionStage<Void> write(Actor actor, String platform, String verb, Map<String, String> detail) {
        AuditDraft draft = new AuditDraft(
                clock.instant(), actor.id(), actor.role(), verb, Optional.empty(), new TreeMap<>(detail));
        return audit.append(new ChainId(platform, 0, ChainId.Hand.ADMIN), draft).thenAccept(written -> {});
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
