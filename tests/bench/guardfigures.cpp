// SPDX-License-Identifier: MIT
#include "figure.h"

#include "gates/viewguard.h"
#include "lock/windowlock.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtimer.h>
#include <QtWidgets/qdialog.h>
#include <QtWidgets/qmainwindow.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;

namespace {

class Crowd
{
public:
    explicit Crowd(int size)
    {
        for (int i = 0; i < size; ++i)
            add();
    }
    QPushButton *add() { return buttons.emplace_back(new QPushButton(&parent)); }
    [[gnu::noinline]] void enable() { setEnabled(true); } // the bare loop, which "run" finds by its name
    void setEnabled(bool enabled)
    {
        for (QPushButton *button : buttons)
            button->setEnabled(enabled);
    }
    QWidget parent;
    std::vector<QPushButton *> buttons;
};

template<typename Work>
double bytesOf(Work work)
{
    const auto before = allocated();
    work();
    return double(allocated().bytes - before.bytes);
}

std::unique_ptr<LoginManager> makeManager(const QTemporaryDir &folder)
{
    return std::make_unique<LoginManager>(
        LoginSetup {.applicationId = QStringLiteral("org.qtlogin.bench"),
                    .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                    .secretStore = std::make_shared<MemorySecretStore>(),
                    .profileFolder = folder.path()});
}

// Beyond what any button takes that is disabled for the first time.
double bytesPerWidget()
{
    constexpr int size = 10'000;
    QTemporaryDir folder;
    const auto login = makeManager(folder);
    ViewGuard guard(login.get());
    Crowd guarded(size);
    Crowd plain(size);
    const double disabling = bytesOf([&] { plain.setEnabled(false); });
    const double protecting = bytesOf([&] {
        for (QPushButton *button : guarded.buttons)
            guard.protect(button, Requirement::login());
    });
    return (protecting - disabling) / size;
}

// A logout goes on for some milliseconds on other threads and on the bus. What is measured begins when that is over, as a
// user's next login does.
void rest()
{
    QEventLoop loop;
    QTimer::singleShot(std::chrono::milliseconds(20), &loop, &QEventLoop::quit);
    loop.exec();
}

// A login with this many protected buttons, beside a bare loop over as many others. The two are made
// in turns and become disabled in turns, so that memory is equally kind to both.
Medians openingTimes(int size, int rounds)
{
    QTemporaryDir folder;
    const auto login = makeManager(folder);
    ViewGuard guard(login.get());
    Crowd guarded(0);
    Crowd plain(0);
    for (int i = 0; i < size; ++i) {
        guard.protect(guarded.add(), Requirement::login());
        plain.add()->setEnabled(false);
    }

    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("ada")});
    const auto medians = interleaved(
        rounds,
        [&] {
            login->logOut();
            rest();
            return effortOf([&] { (void)login->logInVerified(ada, {.remember = LoginOptions::Remember::Keep}); });
        },
        [&] {
            plain.setEnabled(false);
            rest();
            return effortOf([&] { plain.enable(); });
        });
    if (!guarded.buttons.back()->isEnabled())
        std::printf("The login did not open what it should.\n");
    return medians;
}

// From the signal until everything is closed: a window full of protected buttons that is locked as a
// whole, and a guarded modal dialog in front of it. Beside disabling and hiding as many by hand.
Medians lockTimes(int size, int rounds)
{
    QTemporaryDir folder;
    const auto login = makeManager(folder);
    ViewGuard guard(login.get());
    QMainWindow window, plain;
    const WindowLock lock(login.get(), &window);
    Crowd guarded(size);
    Crowd bare(size);
    guarded.parent.setParent(&window);
    bare.parent.setParent(&plain);
    for (QPushButton *button : guarded.buttons)
        guard.protect(button, Requirement::login());
    QDialog plainDialog(&plain);
    plainDialog.setModal(true);

    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("ada")});
    return interleaved(
        rounds,
        [&] {
            (void)login->logInVerified(ada, {.remember = LoginOptions::Remember::Keep});
            window.show();
            const auto result = guard.open<QDialog>(Requirement::login(), &window);
            QCoreApplication::processEvents();
            auto *dialog = window.findChild<QDialog *>();
            const double time = timeOf([&] { login->lock(); });
            const bool closed = dialog && !dialog->isVisible() && !window.isVisible() && !guarded.buttons.back()->isEnabled();
            if (!closed)
                std::printf("The lock did not close what it should.\n");
            login->logOut();
            QCoreApplication::processEvents();
            return time;
        },
        [&] {
            bare.setEnabled(true);
            plain.show();
            plainDialog.open();
            QCoreApplication::processEvents();
            return timeOf([&] {
                bare.setEnabled(false);
                plainDialog.hide();
                plain.hide();
            });
        });
}

} // namespace

Medians openingFigure(int rounds)
{
    const auto medians = openingTimes(10'000, rounds);
    Figure {"login with 10,000 widgets, beside setEnabled", medians.ours / 1e6, medians.bare / 1e6, "ms", 1.20}.print();
    return medians;
}

void guardFigures()
{
    const auto ten = openingFigure(201);
    Figure {"bytes per protected widget, beside 64", bytesPerWidget(), 64, "B", 1.0}.print();
    const auto locking = lockTimes(10'000, 21);
    Figure {"lock with 10,000 widgets and a dialog", locking.ours / 1e6, locking.bare / 1e6, "ms", 1.35}.print();
    const auto hundred = openingTimes(100'000, 7);
    Figure {"growth per widget from 10,000 to 100,000", hundred.ours / ten.ours / 10, hundred.bare / ten.bare / 10, "x",
            1.0}
        .print();
}
