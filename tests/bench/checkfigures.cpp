// SPDX-License-Identifier: MIT
#include "figure.h"

#include "guards/guard.h"
#include "vault/memorysecretstore.h"

#include <QtCore/qtemporarydir.h>

#include <atomic>
#include <ctime>

using namespace QtLogin;

void checkFigures()
{
    QTemporaryDir folder;
    LoginManager login({.applicationId = QStringLiteral("org.qtlogin.bench"),
                        .userLoader = UserLoader::from([](const QString &id) { return SimpleUser::create({.id = id}); }),
                        .secretStore = std::make_shared<MemorySecretStore>(),
                        .profileFolder = folder.path()});
    if (!login.logInVerified(SimpleUser::create({.id = QStringLiteral("ada")})))
        return;

    constexpr int times = 200'000;
    const auto each = [](double all) { return all / times; };
    volatile int sink = 0;
    const auto check = [&](const Requirement &requirement) {
        return [&sink, &login, requirement, each] {
            return each(timeOf([&] {
                for (int i = 0; i < times; ++i)
                    sink = int(login.check(requirement));
            }));
        };
    };
    std::atomic<int> loads[10] {};
    const auto tenLoads = [&] {
        return each(timeOf([&] {
            for (int i = 0; i < times; ++i) {
                for (const auto &load : loads)
                    sink = load.load();
            }
        }));
    };
    const auto clockRead = [&] {
        return each(timeOf([&] {
            for (int i = 0; i < times; ++i) {
                timespec now {};
                clock_gettime(CLOCK_BOOTTIME, &now);
                sink = int(now.tv_nsec);
            }
        }));
    };
    auto medians = interleaved(31, check(Requirement::login()), tenLoads);
    Figure {"check(login), beside ten atomic loads", medians.ours, medians.bare, "ns", 1.0}.print();
    medians = interleaved(31, check(Requirement::freshLogin()), clockRead);
    Figure {"check(freshLogin), beside one clock read", medians.ours, medians.bare, "ns", 1.5}.print();

    const auto before = allocated();
    const auto fresh = Requirement::freshLogin();
    for (int i = 0; i < times; ++i)
        sink = int(login.check(fresh));
    std::printf("%-46s %12lld\n", "allocations in 200,000 checks", allocated().calls - before.calls);
}
