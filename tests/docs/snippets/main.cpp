// SPDX-License-Identifier: MIT
#include "scene.h"

class tst_Snippets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void run_data()
    {
        QTest::addColumn<int>("index");
        const auto &all = Snippet::all();
        for (int i = 0; i < int(all.size()); ++i)
            QTest::newRow(all[i]->name) << i;
        QVERIFY2(all.size() > 40, "the pages or the headers were not found");
    }
    void run()
    {
        QFETCH(int, index);
        Snippet::all()[index]->run();
    }
    void aMemberFunctionThatIsACoroutineRuns() // of the comment of Coroutine
    {
        class Coroutines : public Scene
        {
        public:
            void run()
            {
                window.logIn(u"ada"_s, Secret::copyOf("engine").share());
                QTRY_COMPARE(window.status(), u"Welcome!"_s);
                QVERIFY(login.isAuthenticated());
            }
        };
        runIn<Coroutines>();
    }
};

QTEST_MAIN(tst_Snippets)
#include "main.moc"
