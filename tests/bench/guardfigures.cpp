// SPDX-License-Identifier: MIT
#include "figure.h"

#include "gates/viewguard.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtemporarydir.h>
#include <QtWidgets/qpushbutton.h>

using namespace QtLogin;

namespace {

class Crowd
{
public:
    explicit Crowd(int size)
    {
        for (int i = 0; i < size; ++i)
            buttons.push_back(new QPushButton(&parent));
    }
    void setEnabled(bool enabled)
    {
        for (QPushButton *button : buttons)
            button->setEnabled(enabled);
    }
    QWidget parent;
    std::vector<QPushButton *> buttons;
};

// A login with this many protected buttons, beside a bare loop over as many others.
Medians openingTimes(int size, int rounds, double *bytesEach)
{
    QTemporaryDir folder;
    LoginManager login(QStringLiteral("org.qtlogin.bench"));
    login.setProfileFolder(folder.path());
    login.setUserLoader([](const QString &id) { return SimpleUser::create({.id = id}); });
    login.setSecretStore(std::make_shared<MemorySecretStore>());
    Crowd guarded(size);
    Crowd plain(size);
    ViewGuard guard(&login);
    const auto before = allocated();
    for (QPushButton *button : guarded.buttons)
        guard.protect(button, Requirement::login());
    *bytesEach = double(allocated().bytes - before.bytes) / size;

    const UserPtr ada = SimpleUser::create({.id = QStringLiteral("ada")});
    const auto medians = interleaved(
        rounds,
        [&] {
            login.logOut();
            QCoreApplication::processEvents();
            return timeOf([&] { (void)login.logIn(ada, {.remember = LoginOptions::Remember::Keep}); });
        },
        [&] {
            plain.setEnabled(false);
            QCoreApplication::processEvents();
            return timeOf([&] { plain.setEnabled(true); });
        });
    if (!guarded.buttons.back()->isEnabled())
        std::printf("The login did not open what it should.\n");
    return medians;
}

} // namespace

void guardFigures()
{
    double bytes = 0;
    const auto ten = openingTimes(10'000, 21, &bytes);
    Figure {"login with 10,000 widgets, beside setEnabled", ten.ours / 1e6, ten.bare / 1e6, "ms", 1.25}.print();
    Figure {"bytes per protected widget, beside 320", bytes, 320, "B", 1.0}.print();
    const auto hundred = openingTimes(100'000, 7, &bytes);
    Figure {"growth per widget from 10,000 to 100,000", hundred.ours / ten.ours / 10, hundred.bare / ten.bare / 10, "x",
            1.0}
        .print();
}
