package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Who works the desk, changed. Thread-safe; from the console and from the shell alike.
 *
 * <p>People lie in another slot than the audit chains, so no one step writes both. A change keeps its entry beside it in its
 * own step, and nobody is changed again before that entry is in the chain: the newest one of somebody says how he is, however
 * many change him at once. Where a process may die:
 *
 * <pre>
 *   before the change            nothing was done, nothing is said
 *   between change and entry     the entry waits beside him; the next change of him says it first, or {@link #sayAll}
 *   between entry and its note   it is said again under the same id, which the chain knows
 * </pre>
 */
public final class PeopleDesk {
    /** How long a sign-in link is good. */
    public static final Duration INVITATION = Duration.ofHours(24);

    private static final int TRIES = 100; // somebody wins every time, so that many lost in a row are a fault

    private final People people;
    private final AuditLog audit;
    private final Clock clock;
    private volatile Optional<Leaving> leaving = Optional.empty();

    public PeopleDesk(People people, AuditLog audit, Clock clock) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** From now on, what somebody holds goes back to its place when he may not work any more. */
    public PeopleDesk leaving(Leaving theirs) {
        leaving = Optional.of(theirs);
        return this;
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
        String name = LookAlike.skeleton(moderator.name());
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
                .thenCompose(all ->
                        all.stream().anyMatch(p -> LookAlike.skeleton(p.name()).equals(name))
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

    /** Gives another role: what speaks for him does so in it from then on, and his sessions are over. */
    public CompletionStage<Reply> give(Actor actor, Person person, Role role) {
        return change(actor, person, before -> {
                    if (before.role() == role) {
                        return new Next.Stop(new Reply.Done(before));
                    }
                    Map<String, String> detail = Map.of(
                            "person",
                            before.id(),
                            "role",
                            role.word(),
                            "roleBefore",
                            before.role().word());
                    return new Next.To(before.in(role), "role_given", detail);
                })
                .thenCompose(reply -> role.includes(Role.MODERATOR)
                        ? done(reply)
                        : returned(actor, person, "its holder takes no cases any more", reply));
    }

    /** From now on nothing speaks for him and he is given no work; what he holds goes back to its place. */
    public CompletionStage<Reply> disable(Actor actor, Person person) {
        Instant now = clock.instant();
        return change(
                        actor,
                        person,
                        before -> before.disabled()
                                ? new Next.Stop(new Reply.Done(before))
                                : new Next.To(before.disabled(now), "person_disabled", Map.of("person", before.id())))
                .thenCompose(reply -> returned(actor, person, "its holder was disabled", reply));
    }

    public CompletionStage<Reply> enable(Actor actor, Person person) {
        return change(
                actor,
                person,
                before -> before.disabled()
                        ? new Next.To(before.enabled(), "person_enabled", Map.of("person", before.id()))
                        : new Next.Stop(new Reply.Done(before)));
    }

    /** Asked again where somebody is so already: an earlier call may have died in between. */
    private CompletionStage<Reply> returned(Actor actor, Person person, String why, Reply reply) {
        return reply instanceof Reply.Done && leaving.isPresent()
                ? leaving.get().giveBack(actor, person.moderator(), why).thenApply(back -> reply)
                : done(reply);
    }

    /**
     * Another profile. Whom somebody knows is never taken off by himself.
     *
     * @param change of the profile as it is by then: others may change other parts of it at the same time
     * @param changed the names of what differs
     */
    public CompletionStage<Reply> profile(Actor actor, Person person, UnaryOperator<Profile> change, String changed) {
        boolean own = actor.id().equals(person.id());
        if (own
                && !change.apply(person.profile())
                        .relations()
                        .containsAll(person.profile().relations())) {
            return done(new Reply.OwnRelation());
        }
        return change(actor, person, p -> {
            Profile before = p.profile();
            Profile next = kept(own, before, change);
            Map<String, String> detail = new TreeMap<>(Map.of("person", p.id(), "changed", changed));
            if (!next.relations().equals(before.relations())) {
                detail.put("relationsAdded", count(next, before));
                detail.put("relationsRemoved", count(before, next));
            }
            return new Next.To(p.with(next), "profile_changed", detail);
        });
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
                                p -> new Next.To(
                                        p.with(preferences), "preferences_changed", Map.of("person", self.id()))));
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

    /** What is to become of somebody as he is by then. */
    private sealed interface Next {
        /** He is so from now on, and that is said of it. */
        record To(Person person, String verb, Map<String, String> detail) implements Next {}

        /** Nothing is done. */
        record Stop(Reply reply) implements Next {}
    }

    private CompletionStage<Reply> change(Actor actor, Person person, Function<Person, Next> change) {
        return change(actor, person.id(), change, 1);
    }

    private CompletionStage<Reply> change(Actor actor, String id, Function<Person, Next> change, int attempt) {
        return people.unsaid(id)
                .thenCompose(unsaid -> unsaid.map(one -> say(id, one)).orElseGet(() -> done(null)))
                .thenCompose(said -> people.find(id))
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        return done(new Reply.Unknown());
                    }
                    Next next = change.apply(found.get());
                    if (next instanceof Next.Stop stop) {
                        return done(stop.reply());
                    }
                    return tryChange(actor, found.get(), (Next.To) next)
                            .thenCompose(reply -> reply.isPresent()
                                    ? done(reply.get())
                                    : attempt < TRIES
                                            ? change(actor, id, change, attempt + 1)
                                            : CompletableFuture.failedFuture(new IllegalStateException(
                                                    "a change of a person was overtaken " + attempt + " times")));
                });
    }

    /** Empty when he, or whoever stays an admin, was changed meanwhile. */
    private CompletionStage<Optional<Reply>> tryChange(Actor actor, Person before, Next.To next) {
        AuditDraft draft = draft(actor, next.verb(), next.detail());
        Unsaid unsaid = new Unsaid(Desk.token(), before.platform(), draft);
        boolean mayBeLast =
                admin(before) && !admin(next.person()) && !actor.role().equals(Actor.OPERATOR);
        CompletionStage<Optional<Person>> keeper = mayBeLast
                ? people.everyone(before.platform())
                        .thenApply(all -> all.stream()
                                .filter(one -> admin(one) && !one.id().equals(before.id()))
                                .findFirst())
                : done(Optional.empty());
        return keeper.thenCompose(stays -> mayBeLast && stays.isEmpty()
                ? done(Optional.of(new Reply.LastAdmin()))
                : people.swap(before, next.person(), unsaid, stays)
                        .thenCompose(swapped -> swapped
                                ? say(before.id(), unsaid).thenApply(said -> Optional.of(new Reply.Done(next.person())))
                                : done(Optional.empty())));
    }

    private static boolean admin(Person person) {
        return person.role() == Role.ADMIN && !person.disabled();
    }

    private CompletionStage<Void> say(String personId, Unsaid unsaid) {
        return audit.appendOnce(new ChainId(unsaid.platform(), 0, ChainId.Hand.ADMIN), unsaid.id(), unsaid.draft())
                .thenCompose(appended -> people.said(personId, unsaid));
    }

    /** Says what changes left unsaid when their process died; how many those were. */
    public CompletionStage<Integer> sayAll() {
        return people.unsaid().thenCompose(all -> {
            List<CompletableFuture<Void>> said =
                    all.entrySet().stream() // each by itself: one chain that is away keeps back no other
                            .map(one -> say(one.getKey(), one.getValue()).toCompletableFuture())
                            .toList();
            return CompletableFuture.allOf(said.toArray(CompletableFuture[]::new))
                    .thenApply(done -> all.size());
        });
    }

    private CompletionStage<Void> write(Actor actor, String platform, String verb, Map<String, String> detail) {
        return audit.append(new ChainId(platform, 0, ChainId.Hand.ADMIN), draft(actor, verb, detail))
                .thenAccept(written -> {});
    }

    private AuditDraft draft(Actor actor, String verb, Map<String, String> detail) {
        return new AuditDraft(clock.instant(), actor.id(), actor.role(), verb, Optional.empty(), new TreeMap<>(detail));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
