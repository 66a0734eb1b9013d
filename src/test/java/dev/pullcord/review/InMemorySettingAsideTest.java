package dev.pullcord.review;

class InMemorySettingAsideTest extends SettingAsideContract {
    @Override
    protected Ground empty() {
        return InMemoryStore.ground(4);
    }
}
