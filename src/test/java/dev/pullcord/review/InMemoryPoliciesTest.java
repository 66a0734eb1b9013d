package dev.pullcord.review;

class InMemoryPoliciesTest extends PoliciesContract {
    private final Policies policies = new InMemoryPolicies();

    @Override
    protected Policies policies() {
        return policies;
    }
}
