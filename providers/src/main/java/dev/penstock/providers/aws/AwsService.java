package dev.penstock.providers.aws;

/** The services that rules and approvals use. */
public enum AwsService {
    LAMBDA("AWS Lambda"),
    CLOUD_WATCH("Amazon CloudWatch"),
    CODE_BUILD("AWS CodeBuild"),
    SNS("Amazon SNS");

    private final String title;

    AwsService(String title) {
        this.title = title;
    }

    /** As people call it. */
    public String title() {
        return title;
    }
}
