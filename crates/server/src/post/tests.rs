use super::*;
use crate::config::mail::MailConfig;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

fn parcel() -> Parcel {
    let settings = web::site::Settings::default();
    let letter = web::mail::samples("https://parvis.example", Timestamp::UNIX_EPOCH).remove(2);
    Parcel {
        id: LetterId::from_random([7; 10]),
        to: EmailAddress::parse("jeanne@mairie.example").unwrap(),
        language: Language::French,
        text: web::mail::render(&settings, Language::French, &letter),
        at: "2026-03-03T09:20:00Z".parse().unwrap(),
    }
}

fn config(server: &str) -> Config {
    Config {
        mail: MailConfig {
            server: MailServer::read(server).unwrap(),
            from: Some(EmailAddress::parse("bonjour@parvis.example").unwrap()),
            reply_to: Some(EmailAddress::parse("accueil@parvis.example").unwrap()),
            ..MailConfig::default()
        },
        ..Config::default()
    }
}

/// A mail server that answers as it is told to the recipient and to the text; hands over all that it was told.
async fn server(to_recipient: &'static str, to_text: &'static str) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        converse(stream, to_recipient, to_text).await
    });
    (port, heard)
}

async fn converse(stream: TcpStream, to_recipient: &str, to_text: &str) -> String {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut heard = String::new();
    let mut in_text = false;
    write.write_all(b"220 sink.example\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        heard.push_str(&line);
        heard.push('\n');
        let answer = if in_text {
            if line != "." {
                continue;
            }
            in_text = false;
            to_text
        } else {
            match line.split([' ', ':']).next().unwrap_or_default() {
                "RCPT" => to_recipient,
                "DATA" => {
                    in_text = true;
                    "354 go on"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            }
        };
        if answer.is_empty() {
            break;
        }
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
    heard
}

async fn sent_to(to_recipient: &'static str, to_text: &'static str) -> (Result<(), Undelivered>, String) {
    let (port, heard) = server(to_recipient, to_text).await;
    let postman = postman(&config(&format!("smtp-unencrypted://127.0.0.1:{port}")))
        .unwrap()
        .unwrap();
    let answer = postman.deliver(parcel()).await;
    (answer, heard.await.unwrap())
}

#[tokio::test]
async fn a_letter_reaches_a_mail_server_as_text_and_as_page() {
    let (answer, heard) = sent_to("250 ok", "250 taken").await;
    assert_eq!(answer, Ok(()));
    for expected in [
        "EHLO parvis.example",
        "MAIL FROM:<bonjour@parvis.example>",
        "RCPT TO:<jeanne@mairie.example>",
        "From: Parvis <bonjour@parvis.example>",
        "To: jeanne@mairie.example",
        "Reply-To: accueil@parvis.example",
        "Date: Tue, 03 Mar 2026 09:20:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Language: fr",
        "multipart/alternative",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
    ] {
        assert!(heard.contains(expected), "« {expected} » is missing in\n{heard}");
    }
    let id = LetterId::from_random([7; 10]);
    assert!(
        heard.contains(&format!("Message-ID: <{id}@parvis.example>")),
        "{heard}"
    );
}

#[tokio::test]
async fn answers_are_told_apart() {
    let refused = |word| Err(Undelivered::Refused(Problem::of(word)));
    let later = |word| Err(Undelivered::Later(Problem::of(word)));
    for (to_recipient, to_text, expected) in [
        (
            "550 5.1.1 <jeanne@mairie.example>: unknown",
            "",
            refused("smtp-550-5.1.1"),
        ),
        ("450 4.2.0 greylisted", "", later("smtp-450-4.2.0")),
        ("554 5.7.1 relay access denied", "", later("smtp-554-5.7.1")),
        ("250 ok", "451 4.3.0 try again", later("smtp-451-4.3.0")),
        ("what?", "", later("not-understood")),
    ] {
        let (answer, _) = sent_to(to_recipient, to_text).await;
        assert_eq!(answer, expected, "{to_recipient} / {to_text}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_after_the_text_or_is_not_there_is_worth_another_try() {
    let (answer, _) = sent_to("250 ok", "").await;
    assert!(matches!(answer, Err(Undelivered::Later(_))), "{answer:?}");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let nobody = postman(&config(&format!("smtp-unencrypted://127.0.0.1:{port}")))
        .unwrap()
        .unwrap();
    let answer = nobody.deliver(parcel()).await;
    assert_eq!(answer, Err(Undelivered::Later(Problem::of("unreachable"))));
}

#[tokio::test]
async fn nothing_is_said_to_a_server_that_does_not_encrypt() {
    let (port, heard) = server("250 ok", "250 taken").await;
    let mut config = config("");
    config.mail.server = Some(MailServer::Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: crate::config::mail::Encryption::Upgraded,
    });
    let postman = postman(&config).unwrap().unwrap();
    let answer = postman.deliver(parcel()).await;
    assert!(matches!(answer, Err(Undelivered::Later(_))), "{answer:?}");
    drop(postman);
    let heard = heard.await.unwrap();
    assert!(!heard.contains("MAIL") && !heard.contains("jeanne"), "{heard}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_try_into_a_folder_writes_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail");
    let postman = postman(&config(&format!("folder:{}", path.display())))
        .unwrap()
        .unwrap();
    for _ in 0..2 {
        assert_eq!(postman.deliver(parcel()).await, Ok(()));
    }
    let files: Vec<_> = std::fs::read_dir(&path)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(files, [path.join(format!("{}.eml", parcel().id))]);
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(text.contains("To: jeanne@mairie.example\r\n"), "{text}");
}

#[test]
fn settings_that_do_not_go_together_are_refused_before_anything_is_served() {
    assert!(postman(&Config::default()).unwrap().is_none());
    let without_from = Config {
        mail: MailConfig {
            from: None,
            ..config("smtp://mail.example").mail
        },
        ..Config::default()
    };
    let without_password = Config {
        mail: MailConfig {
            user: Some("parvis".to_owned()),
            ..config("smtp://mail.example").mail
        },
        ..Config::default()
    };
    for (config, said) in [(without_from, "mail.from"), (without_password, "mail.password")] {
        let failure = postman(&config).err().unwrap();
        assert!(failure.message.contains(said), "{failure:?}");
    }
}
