// SPDX-License-Identifier: MIT
#include "notebook.h"

#include "support/folderstore.h"

#include <QtWidgets/qboxlayout.h>

namespace QtLogin {

QColor Notebook::paperOf(const QString &person, Place place)
{
    const int shade = 1 + int(place);
    return person == QLatin1String(people[0]) ? QColor(255, shade, 254) : QColor(shade, 255, 253);
}

static void setPaper(QWidget *widget, const QColor &colour)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::Base, colour);
    widget->setPalette(palette);
}

QString Notebook::fileOf(const QString &folder, const QString &person, Place place)
{
    return QStringLiteral("%1/%2.%3").arg(folder, person).arg(int(place));
}

QString Notebook::savedIn(const QString &folder, const QString &person, Place place)
{
    QFile file(fileOf(folder, person, place));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

namespace {

// A user types it; no guard asks for a login.
class EntryDialog : public QDialog
{
public:
    EntryDialog(const QString &person, QWidget *parent) : QDialog(parent), entry(new QLineEdit(this))
    {
        (new QVBoxLayout(this))->addWidget(entry);
        setPaper(entry, Notebook::paperOf(person, Place::Dialog));
    }
    QLineEdit *entry;
};

} // namespace

static LoginSetup setup(const QString &folder, const std::shared_ptr<Clock> &clock)
{
    auto authenticator = std::make_shared<ScriptedAuthenticator>();
    for (const char *person : Notebook::people)
        authenticator->add(QLatin1String(person), Notebook::passwordOf(QLatin1String(person)).toUtf8());
    LoginSetup setup {.applicationId = QStringLiteral("org.example.notebook"),
                      .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                      .authenticator = authenticator,
                      .secretStore = std::make_shared<FolderStore>(folder + QStringLiteral("/keychain")),
                      .profileFolder = folder + QStringLiteral("/profile"),
                      .clock = clock};
    setup.sessionPolicy.idleLock = std::chrono::minutes(10);
    return setup;
}

Notebook::Notebook(const QString &folder, Clock::Wall now, std::function<void()> pass)
    : clock(std::make_shared<ManualClock>(now)),
      login(setup(folder, clock)),
      m_folder(folder),
      m_pass(std::move(pass))
{
    QObject::connect(&login, &LoginManager::aboutToLogOut, &window, [this](const UserPtr &user) { save(user->id()); });
    passEverywhere();

    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    open = makeView(Requirement::login(), Place::Open);
    secret = makeView(Requirement::freshLogin(), Place::Secret);
    row->addWidget(open);
    row->addWidget(secret);
    window.setCentralWidget(central);
    window.resize(480, 240);
    window.show();
}

Notebook::~Notebook()
{
    for (const char *person : people)
        save(QLatin1String(person));
}

QString Notebook::person() const
{
    return login.currentUser()->id(); // also while it is locked; empty where no user is in
}

// A process is killed in the middle of anything that it does.
void Notebook::passEverywhere()
{
    const auto pass = [this] { m_pass(); };
    QObject::connect(&login, &LoginManager::stateChanged, &window, pass);
    QObject::connect(&login, &LoginManager::currentUserChanged, &window, pass);
    QObject::connect(&login, &LoginManager::loggedIn, &window, pass);
    QObject::connect(&login, &LoginManager::loggedOut, &window, pass);
    QObject::connect(&login, &LoginManager::restored, &window, pass);
    QObject::connect(&login, &LoginManager::lockedChanged, &window, pass);
    QObject::connect(&login, &LoginManager::freshnessChanged, &window, pass);
    QObject::connect(login.rememberedLogin(), &RememberedLogin::stored, &window, pass);
}

GatedView *Notebook::makeView(const Requirement &requirement, Place place)
{
    return guard.view(requirement, [this, place] { return makeNote(place); });
}

QWidget *Notebook::makeNote(Place place)
{
    auto *note = new QTextEdit;
    note->setPlainText(savedIn(m_folder, person(), place));
    setPaper(note, paperOf(person(), place));
    m_notes[{person(), int(place)}] = note;
    return note;
}

void Notebook::save(const QString &person)
{
    for (const Place place : {Place::Open, Place::Secret}) {
        m_pass();
        const QTextEdit *edit = note(person, place);
        if (!edit)
            continue;
        QSaveFile file(fileOf(m_folder, person, place));
        file.open(QIODevice::WriteOnly);
        file.write(edit->toPlainText().toUtf8());
        m_pass();
        file.commit();
    }
    m_pass();
}

void Notebook::openDialog()
{
    if (m_dialog)
        return;
    (void)guard.open<EntryDialog>(Requirement::login(), &window, person());
    if (auto *dialog = window.findChild<EntryDialog *>()) {
        m_dialog = dialog;
        m_entry = dialog->entry;
    }
}

} // namespace QtLogin
