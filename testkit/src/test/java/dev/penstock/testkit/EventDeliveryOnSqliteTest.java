package dev.penstock.testkit;

class EventDeliveryOnSqliteTest extends EventDeliveryChecks {
    EventDeliveryOnSqliteTest() {
        super(PenstockExtension.builder());
    }
}
