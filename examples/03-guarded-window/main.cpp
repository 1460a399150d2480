// SPDX-License-Identifier: MIT
#include "people.h"
#include "ui_window.h"

#include <QtLogin/AccountButton>
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginManager>
#include <QtLogin/ViewGuard>
#include <QtLogin/WindowLock>

#include <QApplication>
#include <QMessageBox>
#include <QTextEdit>

using QtLogin::Requirement;

// Confidential content is made for a user who may see it, and goes with them.
static QWidget *createPage(const QString &text)
{
    auto *page = new QTextEdit;
    page->setPlainText(text);
    return page;
}

// Opened only for a user who has just proved who they are; hidden with the lock, gone with them.
class DeleteEverything : public QMessageBox
{
public:
    explicit DeleteEverything(QWidget *parent)
        : QMessageBox(Warning, tr("Delete everything"), tr("Nothing can bring the archive back."), Cancel, parent)
    {
        addButton(tr("&Delete everything"), DestructiveRole);
        setDefaultButton(Cancel);
    }
};

static void fill(Ui::Window &ui, QtLogin::ViewGuard &guard)
{
    // A shut tab keeps no user out of the content of its page. Content that is not there does.
    ui.reportsColumn->addWidget(guard.view(Requirement::login(), [] { return createPage(QStringLiteral("Loans this year: 1,204")); }));
    ui.shelvesColumn->addWidget(guard.view(Requirement::scope(QStringLiteral("archivist")),
                                           [] { return createPage(QStringLiteral("Cellar, shelf 7: the letters")); }));
    ui.notesColumn->addWidget(guard.view(Requirement::login(), [] { return createPage(QStringLiteral("Ring the bindery.")); }));
}

static void connectActions(Ui::Window &ui, QtLogin::ViewGuard &guard, QMainWindow &window)
{
    const auto say = [&ui](const char *text) { return [&ui, text] { ui.status->showMessage(QLatin1String(text)); }; };
    QObject::connect(ui.tour, &QPushButton::clicked, &window, say("This way, please."));
    QObject::connect(ui.quit, &QAction::triggered, &window, &QWidget::close);
    // The things that look closed meet their requirement at the effect as well.
    guard.connect(ui.print, &QAction::triggered, Requirement::login(), &window, say("Printed."));
    guard.connect(ui.letters, &QCheckBox::toggled, Requirement::login(), &window, say("We have noted that."));
    guard.connect(ui.catalogue, &QAction::triggered, Requirement::scope(QStringLiteral("archivist")), &window, say("The catalogue is yours."));
    // The things that stay enabled ask for the login that is missing, and then happen.
    guard.connect(ui.exportAll, &QAction::triggered, Requirement::login(), &window, say("Exported."));
    QObject::connect(ui.removeAll, &QAction::triggered, &window, [&guard, &window] {
        (void)guard.open<DeleteEverything>(Requirement::freshLogin(), &window);
    });
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("org.qtlogin.guarded-window"));
    QApplication::setApplicationDisplayName(QStringLiteral("Archive"));

    QMainWindow window;
    Ui::Window ui;
    ui.setupUi(&window);

    QtLogin::LoginSetup setup {.applicationId = QApplication::applicationName()};
    setup.use(std::make_shared<People>()).use(std::make_shared<QtLogin::LoginDialogPrompt>(&window));
    QtLogin::LoginManager login(setup);
    QtLogin::ViewGuard guard(&login);
    fill(ui, guard);
    connectActions(ui, guard, window);
    guard.protectTree(&window); // all objects that have a loginRequirement in window.ui
    guard.protect(ui.notes, Requirement::login(), QtLogin::ViewGuard::WhenDenied::Hide);
    ui.bar->addWidget(new QtLogin::AccountButton(&login));
    auto *lock = new QtLogin::WindowLock(&login, &window);
    ui.archiveMenu->insertAction(ui.quit, lock->lockAction());

    window.show();
    login.restore();
    return QApplication::exec();
}
