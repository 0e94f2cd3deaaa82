//! Trying out mail as an operator does.

use super::harness::Instance;

#[test]
fn a_trial_letter_goes_where_the_settings_say_or_says_why_not() {
    let instance = Instance::new();
    let trial = |server: &str, address: &str| {
        let output = instance
            .command(&["mail", "test", address, "--json"])
            .env("PARVIS_MAIL_SERVER", server)
            .env("PARVIS_MAIL_FROM", "bonjour@parvis.example")
            .output()
            .unwrap();
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code().unwrap(), document)
    };
    let (code, document) = trial("folder:letters", "jeanne@mairie.example");
    assert_eq!(code, 0, "{document}");
    let file = format!("letters/{}.eml", document["letter"].as_str().unwrap());
    let letter = std::fs::read_to_string(instance.path().join(file)).unwrap();
    assert!(letter.contains("To: jeanne@mairie.example\r\n"), "{letter}");
    for (server, address, code, said) in [
        ("", "jeanne@mairie.example", 1, "no-mail-server"),
        (
            "smtp-unencrypted://127.0.0.1:1",
            "jeanne@mairie.example",
            1,
            "undelivered",
        ),
        ("folder:letters", "jeanne", 2, "usage"),
    ] {
        let (ended, document) = trial(server, address);
        assert_eq!(
            (ended, document["error"]["code"].as_str()),
            (code, Some(said)),
            "{document}"
        );
    }
}
