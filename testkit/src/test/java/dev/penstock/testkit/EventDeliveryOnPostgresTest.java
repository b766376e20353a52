package dev.penstock.testkit;

class EventDeliveryOnPostgresTest extends EventDeliveryChecks {
    EventDeliveryOnPostgresTest() {
        super(PenstockExtension.builder().postgres());
    }
}
